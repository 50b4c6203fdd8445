#pragma once
#include <errno.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// prctl(2) is variadic and therefore not imported into Swift.
static inline int cx_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno; }
static inline int cx_forbid_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno; }

// renameat2(2) with RENAME_EXCHANGE (linux/fs.h): glibc declares both for _GNU_SOURCE alone.
static inline int cx_exchange(const char *first, const char *second) {
    const int here = -100; // AT_FDCWD; <fcntl.h> would define types that are Glibc's.
    return syscall(SYS_renameat2, here, first, here, second, 1u << 1) == 0 ? 0 : errno;
}

static inline int cx_is_dumpable(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }
static inline int cx_forbids_new_privileges(void) { return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0); }

// landlock(7). Not <linux/landlock.h>: that of Debian 12 knows nothing beyond the second of the ABI's versions. glibc wraps
// none of the calls; their numbers are the same on every architecture.
struct cx_landlock_ruleset {
    unsigned long long handled_access_fs;
    unsigned long long handled_access_net; // from ABI 4 on
    unsigned long long scoped;             // from ABI 6 on
};

struct cx_landlock_path {
    unsigned long long allowed_access;
    int parent_fd;
} __attribute__((packed));

struct cx_landlock_port {
    unsigned long long allowed_access;
    unsigned long long port;
};

// The ABI's version, or minus errno. LANDLOCK_CREATE_RULESET_VERSION is 1.
static inline int cx_landlock_abi(void) {
    long version = syscall(444, NULL, 0ul, 1u);
    return version >= 0 ? (int)version : -errno;
}
// A descriptor, closed on exec, or minus errno. An older kernel knows only the first `size` bytes of the structure.
static inline int cx_landlock_create(const struct cx_landlock_ruleset *rules, unsigned long size) {
    long descriptor = syscall(444, rules, size, 0u);
    return descriptor >= 0 ? (int)descriptor : -errno;
}
static inline int cx_landlock_add_path(int ruleset, const struct cx_landlock_path *rule) {
    return syscall(445, ruleset, 1, rule, 0u) == 0 ? 0 : errno;
}
static inline int cx_landlock_add_port(int ruleset, const struct cx_landlock_port *rule) {
    return syscall(445, ruleset, 2, rule, 0u) == 0 ? 0 : errno;
}
// Denials are logged from ABI 7 on: no flags are wanted.
static inline int cx_landlock_restrict(int ruleset) {
    return syscall(446, ruleset, 0u) == 0 ? 0 : errno;
}
