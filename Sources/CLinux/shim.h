#pragma once
#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// prctl(2) is variadic and therefore not imported into Swift.
static inline int cx_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno; }
static inline int cx_forbid_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno; }

// renameat2(2) with RENAME_EXCHANGE (linux/fs.h): glibc declares both for _GNU_SOURCE alone.
static inline int cx_exchange(const char *first, const char *second) {
    return syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, 1u << 1) == 0 ? 0 : errno;
}
