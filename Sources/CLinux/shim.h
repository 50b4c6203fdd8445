#pragma once
#include <errno.h>
#include <sys/prctl.h>

// prctl(2) is variadic and therefore not imported into Swift.
static inline int cx_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno; }
static inline int cx_forbid_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno; }
