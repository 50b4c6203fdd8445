// SPDX-License-Identifier: Apache-2.0
import CLinux
import Glibc

/// What a process has given up, as the kernel says, not as it was asked for.
package struct HardeningLevel: Sendable, Equatable {
    /// The limit for core files is 0, and cannot be raised again.
    package let hasNoCoreFiles: Bool
    /// Processes of the same user can neither trace it nor read its memory: PR_SET_DUMPABLE.
    package let isUndumpable: Bool
    package let forbidsNewPrivileges: Bool
    /// Nil before anybody has asked for it.
    package var landlock: Landlock.Level?

    package static func measured(landlock: Landlock.Level? = nil) -> HardeningLevel {
        var limit = rlimit()
        let isKnown = unsafe getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0
        return HardeningLevel(
            hasNoCoreFiles: isKnown && limit.rlim_cur == 0 && limit.rlim_max == 0,
            isUndumpable: cx_is_dumpable() == 0, forbidsNewPrivileges: cx_forbids_new_privileges() == 1,
            landlock: landlock)
    }
}
