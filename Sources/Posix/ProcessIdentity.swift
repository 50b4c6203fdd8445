// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Names this process, among all of this machine since it was started, containers included.
package enum ProcessIdentity {
    /// `<host>/<boot id>/<process namespace>.<process id>.<start>`: a boot id is another one after each start of the machine,
    /// random(4); process ids count within a namespace, pid_namespaces(7), and are used again.
    package static var current: String { "\(place)/\(namespace).\(getpid()).\(start(of: getpid()) ?? 0)" }

    /// The name of this machine.
    package static var host: String { place.split(separator: "/").first.map(String.init) ?? "" }

    private static var place: String {
        var name = utsname()
        _ = unsafe uname(&name)
        let host = unsafe withUnsafeBytes(of: name.nodename) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let boot = (try? FileDescriptor.contents(of: "/proc/sys/kernel/random/boot_id")) ?? []
        return "\(host)/\(String(decoding: boot.prefix { $0 != 0x0A }, as: UTF8.self))"
    }

    private static var namespace: String {
        var status = stat()
        return unsafe stat("/proc/self/ns/pid", &status) == 0 ? String(status.st_ino) : "0"
    }

    /// In ticks since the machine's start: field 22 of proc_pid_stat(5); the name before it may hold anything.
    private static func start(of id: Int32) -> UInt64? {
        guard let bytes = try? FileDescriptor.contents(of: "/proc/\(id)/stat") else { return nil }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 19 ? UInt64(fields[19]) : nil
    }

    /// Whether a process of this machine has ended, or went with an earlier start of it. False for those of other machines,
    /// and of other containers, of which nobody here knows.
    package static func hasEnded(_ identity: String) -> Bool {
        let parts = identity.split(separator: "/").map(String.init)
        let here = place.split(separator: "/").map(String.init)
        guard parts.count == 3, here.count == 2, parts[0] == here[0] else { return false }
        if parts[1] != here[1] { return true }
        let process = parts[2].split(separator: ".").map(String.init)
        guard process.count == 3, process[0] == namespace, let id = Int32(process[1]), let start = UInt64(process[2])
        else { return false }
        if kill(id, 0) != 0, errno == ESRCH { return true }
        return self.start(of: id).map { $0 != start } ?? false
    }
}
