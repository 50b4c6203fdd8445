// SPDX-License-Identifier: Apache-2.0
import CLinux
import Glibc

/// A process that takes from itself what it does not need, landlock(7): files, TCP ports, and the processes of others.
///
/// Not restricted by any version: UDP, the address behind a port, and connecting to sockets that have a path.
package struct Landlock: Sendable {
    /// What it comes to.
    package enum Level: Sendable, Equatable {
        /// In force, with what this version of the kernel's interface knows, 1 to 7.
        case abi(Int)
        case unavailable(Obstacle)
    }

    /// Why nothing is restricted: of the machine, not of the program.
    package enum Obstacle: String, Sendable {
        /// Linux before 5.13, or built without.
        case noKernelSupport = "no kernel support"
        /// Not among the `lsm=` that the kernel was started with.
        case disabledAtBoot = "disabled at boot"
        /// A system call filter, a container's for instance.
        case callsFiltered = "calls filtered"
        /// ABI 1 denies every rename between directories, and who writes needs them.
        case noRenames = "no renames between directories"
    }

    /// Files, and directories with all that is below them, that stay readable. One that is not there is left out: it could
    /// not be read today, and it will not be once it comes. Links are followed now: a file that is replaced later, as
    /// `/etc/resolv.conf` is, needs its directory.
    package var readable: [String] = []
    /// Readable, and to be started as programs.
    package var executable: [String] = []
    /// Readable, written, and with new files, directories and links; each must be there.
    package var writable: [String] = []
    /// TCP ports that may be connected to; any if nil. From ABI 4 on.
    package var connectPorts: Set<UInt16>?
    /// TCP ports that may be listened at; any if nil. From ABI 4 on.
    package var listenPorts: Set<UInt16>?
    /// Whether abstract AF_UNIX sockets of others may be connected to. From ABI 6 on; what is connected stays so.
    package var reachesAbstractSockets = false
    /// Whether others may be sent signals. From ABI 6 on.
    package var signalsOthers = false

    package init(
        readable: [String] = [], executable: [String] = [], writable: [String] = [],
        connectPorts: Set<UInt16>? = nil, listenPorts: Set<UInt16>? = [],
        reachesAbstractSockets: Bool = false, signalsOthers: Bool = false
    ) {
        self.readable = readable
        self.executable = executable
        self.writable = writable
        self.connectPorts = connectPorts
        self.listenPorts = listenPorts
        self.reachesAbstractSockets = reachesAbstractSockets
        self.signalsOthers = signalsOthers
    }

    /// Denies the process all else, for good; its children inherit it. A kernel that cannot is no failure.
    ///
    /// - Throws: ``LandlockError/threads(_:)`` once there are other threads: those would stay as they are.
    package func restrictProcess() throws(LandlockError) -> Level {
        let threads: Int
        do throws(SystemError) {
            threads = try Directory.entries(of: "/proc/self/task").count
        } catch {
            throw .system(error)
        }
        guard threads == 1 else { throw .threads(threads) }
        do throws(SystemError) {
            return try restrictThread()
        } catch {
            throw .system(error)
        }
    }

    /// The version of the kernel's interface, or why there is none.
    package static func available() throws(SystemError) -> Level {
        let abi = cx_landlock_abi()
        return switch -abi {
        case ENOSYS: .unavailable(.noKernelSupport)
        case EOPNOTSUPP: .unavailable(.disabledAtBoot)
        // The kernel itself never says so to this question.
        case EPERM, EACCES: .unavailable(.callsFiltered)
        case 1...: throw SystemError(call: "landlock_create_ruleset", path: "version", code: -abi)
        default: .abi(min(Int(abi), LandlockRights.lastABI))
        }
    }

    /// Denies it to the calling thread, and to those that it starts from now on.
    func restrictThread() throws(SystemError) -> Level {
        guard case .abi(let abi) = try Self.available() else { return try Self.available() }
        if abi < 2, !writable.isEmpty { return .unavailable(.noRenames) }
        let rules = try LandlockRuleset(self, abi: abi)
        for path in readable { try rules.allow(.reading, below: path, isOptional: true) }
        for path in executable { try rules.allow(.executing, below: path, isOptional: true) }
        for path in writable { try rules.allow(.writing, below: path, isOptional: false) }
        try rules.allow(ports: connectPorts ?? [], .connect)
        try rules.allow(ports: listenPorts ?? [], .listen)
        try rules.enforce()
        return .abi(abi)
    }
}
