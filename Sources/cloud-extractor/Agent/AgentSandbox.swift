// SPDX-License-Identifier: Apache-2.0
import Agent
import Posix
import Synchronization

/// What the agent's process denies itself before it does anything: while it has one thread, since Landlock holds for those
/// that come from it.
struct AgentSandbox: Sendable {
    /// Read once: reading it takes credentials out of the environment.
    let configuration: AgentConfiguration
    private let landlock: Landlock.Level
    private let readable: [String]
    private let writable: [String]

    /// What the system's own libraries read: names, certificates, time zones, the machine's numbers.
    private static let system = [
        "/etc", "/usr", "/lib", "/lib64", "/proc", "/sys/fs/cgroup", "/sys/devices/system/cpu", "/dev/null",
        "/dev/urandom", "/dev/random", "/run/systemd/resolve",
        // Links themselves in some systems.
        "/etc/ssl", certificates,
    ]

    /// Those of the system's files that may be links to elsewhere: who makes them, as NetworkManager does `resolv.conf`,
    /// keeps them where it writes.
    private static let linked = [
        "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf", "/etc/localtime",
        "/etc/ssl/openssl.cnf", "/etc/ssl/cert.pem",
    ]

    /// Full of links: the authorities of the machine's owner are where he keeps them.
    private static let certificates = "/etc/ssl/certs"

    /// The process's own, once it has entered.
    private static let entered = Mutex<AgentSandbox?>(nil)

    /// - Throws: before ``enter(_:)``.
    static func own() throws(Failure) -> AgentSandbox {
        guard let sandbox = entered.withLock(\.self) else { throw Failure(.defect, "the agent has no sandbox") }
        return sandbox
    }

    /// What the kernel says of the process now.
    var level: HardeningLevel { .measured(landlock: landlock) }

    /// Files beside those that the configuration names cannot be read from here on, and nothing written but its
    /// directories. Where the kernel has no Landlock, nothing is denied, and the audit log says so.
    static func enter(_ options: ConfigurationOptions) throws(Failure) {
        let configuration = try options.load()
        let files = configuration.files + [options.config, options.extractors].compactMap { $0 }
        var landlock = Landlock(listenPorts: nil)
        // Their directories: what is replaced, as mounted secrets are, is another file then.
        landlock.readable = system + files.map(Directory.parent) + directories + linkedPlaces(files)
        landlock.writable = configuration.writtenDirectories
        do {
            for directory in landlock.writable { try Directory.createWithParents(directory) }
        } catch {
            throw Failure(error)
        }
        do {
            let sandbox = AgentSandbox(
                configuration: configuration, landlock: try landlock.restrictProcess(), readable: landlock.readable,
                writable: landlock.writable)
            entered.withLock { $0 = sandbox }
        } catch {
            throw Failure(.defect, "the process cannot be sandboxed: \(error)")
        }
    }

    /// The configuration as it is by now, for this process.
    ///
    /// - Throws: ``AgentError/service(_:hint:)`` besides what loading throws, for places that cannot be got at from here:
    ///   each run would fail.
    func reload(_ options: ConfigurationOptions) throws(AgentError) -> AgentConfiguration {
        let configuration = try options.read()
        let places =
            configuration.files.map { ($0, readable) } + configuration.writtenDirectories.map { ($0, writable) }
        for (place, allowed) in places where !allowed.contains(where: { Self.holds($0, place) }) {
            throw .service(
                "\(place) is outside of what the agent may use since its start", hint: "start the agent anew")
        }
        return configuration
    }

    /// Paths as the configuration has them, relative ones too.
    private static func holds(_ directory: String, _ place: String) -> Bool {
        place == directory || Directory.parent(of: place) == directory
            || place.hasPrefix(directory.hasSuffix("/") ? directory : "\(directory)/")
    }

    /// As the links are now: one that leads elsewhere later needs a new start.
    private static func linkedPlaces(_ files: [String]) -> [String] {
        let names = (try? Directory.entries(of: certificates)) ?? []
        return Set((files + linked + names.map { "\(certificates)/\($0.name)" }).flatMap(LinkedPlaces.behind)).sorted()
    }

    private static var directories: [String] {
        let certificate = Environment.value("SSL_CERT_FILE").map(Directory.parent)
        return [certificate, Environment.value("CREDENTIALS_DIRECTORY")].compactMap { $0 }
            + ["VAULT", "BAO"].flatMap { prefix in
                ["CACERT", "CLIENT_CERT", "CLIENT_KEY"].compactMap { name in
                    Environment.value("\(prefix)_\(name)").map(Directory.parent)
                } + [Environment.value("\(prefix)_CAPATH")].compactMap { $0 }
            }
    }
}
