// SPDX-License-Identifier: Apache-2.0
import CLinux
import Glibc

/// Rules of Landlock before they are in force: landlock_create_ruleset(2).
struct LandlockRuleset: ~Copyable {
    /// `LANDLOCK_ACCESS_NET_*`.
    enum PortUse: UInt64 {
        case listen = 1
        case connect = 2
    }

    /// O_PATH, which glibc has for _GNU_SOURCE alone: a place may be named that may not be opened.
    private static let placeOnly: Int32 = 0o10_000_000

    private let handled: Handled
    private let descriptor: FileDescriptor

    /// What is denied where no rule allows it. Each version of the kernel's interface knows more than the one before, and
    /// refuses what it does not know.
    struct Handled: Equatable {
        let rights: LandlockRights
        let ports: UInt64
        let scopes: UInt64
        /// Bytes of `struct landlock_ruleset_attr` that the version has.
        let size: UInt

        init(_ landlock: Landlock, abi: Int) {
            rights = .known(to: abi)
            let listens = landlock.listenPorts == nil ? 0 : PortUse.listen.rawValue
            let connects = landlock.connectPorts == nil ? 0 : PortUse.connect.rawValue
            ports = abi < 4 ? 0 : listens | connects
            // LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET and LANDLOCK_SCOPE_SIGNAL
            scopes = abi < 6 ? 0 : (landlock.reachesAbstractSockets ? 0 : 1) | (landlock.signalsOthers ? 0 : 2)
            size = abi < 4 ? 8 : abi < 6 ? 16 : 24
        }
    }

    init(_ landlock: Landlock, abi: Int) throws(SystemError) {
        handled = Handled(landlock, abi: abi)
        var rules = cx_landlock_ruleset(
            handled_access_fs: handled.rights.rawValue, handled_access_net: handled.ports, scoped: handled.scopes)
        let raw = unsafe cx_landlock_create(&rules, handled.size)
        guard raw >= 0 else { throw SystemError(call: "landlock_create_ruleset", path: "ABI \(abi)", code: -raw) }
        descriptor = FileDescriptor(raw: raw, path: "landlock", closes: true)
    }

    /// - Parameter isOptional: nothing is allowed where there is nothing.
    func allow(_ rights: LandlockRights, below path: String, isOptional: Bool) throws(SystemError) {
        let raw = unsafe open(path, Self.placeOnly | O_CLOEXEC)
        if raw < 0, isOptional, errno == ENOENT || errno == ENOTDIR { return }
        guard raw >= 0 else { throw SystemError(call: "open", path: path, code: errno) }
        let place = FileDescriptor(raw: raw, path: path, closes: true)
        var status = stat()
        guard unsafe fstat(place.raw, &status) == 0 else { throw place.failure("fstat") }
        let isDirectory = status.st_mode & S_IFMT == S_IFDIR
        let possible = rights.intersection(handled.rights).intersection(isDirectory ? handled.rights : .ofFiles)
        var rule = cx_landlock_path(allowed_access: possible.rawValue, parent_fd: place.raw)
        let code = unsafe cx_landlock_add_path(descriptor.raw, &rule)
        guard code == 0 else { throw SystemError(call: "landlock_add_rule", path: path, code: code) }
    }

    func allow(ports: Set<UInt16>, _ use: PortUse) throws(SystemError) {
        guard handled.ports & use.rawValue != 0 else { return }
        for port in ports {
            var rule = cx_landlock_port(allowed_access: use.rawValue, port: UInt64(port))
            let code = unsafe cx_landlock_add_port(descriptor.raw, &rule)
            guard code == 0 else { throw SystemError(call: "landlock_add_rule", path: "port \(port)", code: code) }
        }
    }

    /// Puts them in force for the calling thread.
    func enforce() throws(SystemError) {
        // Without it only root may: nothing that is started from here may get out by a set-uid bit.
        try ProcessHardening.forbidNewPrivileges()
        let code = cx_landlock_restrict(descriptor.raw)
        guard code == 0 else { throw SystemError(call: "landlock_restrict_self", path: "ruleset", code: code) }
    }
}
