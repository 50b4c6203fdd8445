// SPDX-License-Identifier: Apache-2.0
import CLinux
import Glibc

/// What the process gives up at its start, so that its memory stays its own.
package enum ProcessHardening {
    /// No core files, no ptrace or /proc/PID/mem by the same user, no new privileges; SIGPIPE becomes EPIPE.
    ///
    /// - Returns: what the kernel says has come of it.
    @discardableResult
    package static func apply() throws(SystemError) -> HardeningLevel {
        openStandardStreams()
        // OpenSSL's clients write the keys of their connections where it says.
        Environment.remove("SSLKEYLOGFILE")
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0 else {
            throw SystemError(call: "setrlimit", path: "RLIMIT_CORE", code: errno)
        }
        try check(cx_forbid_dumps(), "PR_SET_DUMPABLE")
        try forbidNewPrivileges()
        _ = signal(SIGPIPE, SIG_IGN)
        // Swift's own crash handler would print registers and the memory that they point to.
        for number in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] { _ = signal(number, SIG_DFL) }
        return .measured()
    }

    static func forbidNewPrivileges() throws(SystemError) {
        try check(cx_forbid_new_privileges(), "PR_SET_NO_NEW_PRIVS")
    }

    /// Whoever started us with one of them closed would have the next file that we open take its place.
    private static func openStandardStreams() {
        var descriptor: Int32
        repeat { descriptor = unsafe open("/dev/null", O_RDWR) } while (0...2).contains(descriptor)
        if descriptor > 2 { close(descriptor) }
    }

    private static func check(_ code: Int32, _ what: String) throws(SystemError) {
        if code != 0 { throw SystemError(call: "prctl", path: what, code: code) }
    }
}
