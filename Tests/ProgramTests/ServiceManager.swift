// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// A systemd of the test's own, with the project's units: `scripts/oracle/service_manager.sh`.
struct ServiceManager {
    /// Root may make it, where there are the namespaces and file systems that it needs; a container may forbid them.
    static func isPossible() async -> Bool {
        guard geteuid() == 0, let folder = try? TemporaryDirectory() else { return false }
        let script = """
            mount -t tmpfs none /mnt && mkdir /mnt/a /mnt/b /mnt/c /mnt/g && mount -t cgroup2 none /mnt/g \
            && mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/a,workdir=/mnt/b /mnt/c && unshare --user true
            """
        let command = try? await Command.run(
            "/usr/bin/unshare", ["--mount", "--pid", "--fork", "--cgroup", "/bin/sh", "-c", script],
            directory: folder.path)
        return command?.status == 0
    }

    private let stage: TemporaryDirectory

    /// What was in `/var/lib`, once a unit has ended.
    var state: String { "\(stage.path)/state" }

    /// - Parameters:
    ///   - configuration: files of `/etc/cloud-extractor`.
    ///   - credentials: those of `/etc/cloud-extractor/credentials`.
    ///   - dropIns: by unit, what is added to it.
    init(
        configuration: [String: String], credentials: [String: String], dropIns: [String: String] = [:]
    ) throws {
        stage = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: "\(stage.path)/etc/credentials", withIntermediateDirectories: true)
        for (name, text) in configuration { try stage.write("etc/\(name)", text) }
        for (name, text) in credentials { try stage.write("etc/credentials/\(name)", text) }
        for (unit, text) in dropIns {
            let place = "units/\(unit).d"
            try FileManager.default.createDirectory(
                atPath: "\(stage.path)/\(place)", withIntermediateDirectories: true)
            try stage.write("\(place)/test-own.conf", text)
        }
    }

    private static let script = "\(Repository.root)/scripts/oracle/service_manager.sh"

    /// Runs a unit to its end; the status and the outputs are its own.
    func run(_ unit: String, program: String = Program.path) async throws -> Command {
        try? FileManager.default.removeItem(atPath: state)
        return try await Command.run(Self.script, [program, stage.path, unit])
    }

    /// Starts no unit yet.
    func started() async throws -> RunningServiceManager {
        try await RunningServiceManager(try RunningProgram(Self.script, [Program.path, stage.path]), stage: stage)
    }
}
