// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Names this process, on this machine, since it was started.
package enum ProcessIdentity {
    /// `<host>/<boot id>/<process id>`; a boot id is another one after each start of the machine, random(4).
    package static var current: String { "\(place)/\(getpid())" }

    private static var place: String {
        var name = utsname()
        _ = unsafe uname(&name)
        let host = unsafe withUnsafeBytes(of: name.nodename) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let boot = (try? FileDescriptor.contents(of: "/proc/sys/kernel/random/boot_id")) ?? []
        return "\(host)/\(String(decoding: boot.prefix { $0 != 0x0A }, as: UTF8.self))"
    }

    /// Whether a process of this machine has ended, or went with an earlier start of it. False for those of other machines,
    /// of which nobody here knows.
    package static func hasEnded(_ identity: String) -> Bool {
        let parts = identity.split(separator: "/").map(String.init)
        let here = place.split(separator: "/").map(String.init)
        guard parts.count == 3, here.count == 2, parts[0] == here[0], let id = Int32(parts[2]) else { return false }
        if parts[1] != here[1] { return true }
        return kill(id, 0) != 0 && errno == ESRCH
    }
}
