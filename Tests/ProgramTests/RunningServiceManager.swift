// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// A systemd of the test's own that runs. It ends with the value, and two minutes after its start at the latest.
final class RunningServiceManager: Sendable {
    private let program: RunningProgram
    private let stage: TemporaryDirectory
    /// Of process 1, as it is known outside.
    private let id: Int32

    /// Of the script that keeps it.
    var keeper: Int32 { program.id }

    /// Its files.
    var root: String { "/proc/\(id)/root" }

    init(_ program: RunningProgram, stage: TemporaryDirectory) async throws {
        (self.program, self.stage) = (program, stage)
        var id: Int32 = 0
        let listens = try await program.until {
            let text = (try? String(contentsOf: URL(filePath: "\(stage.path)/manager"), encoding: .utf8)) ?? ""
            id = Int32(text.trimmingCharacters(in: .newlines)) ?? 0
            return id > 0 && FileManager.default.fileExists(atPath: "/proc/\(id)/root/run/systemd/private")
        }
        self.id = id
        guard listens else { throw Oracle.Failed(description: try await program.ended().errorText) }
    }

    deinit { if program.isRunning, id > 0 { kill(id, SIGKILL) } }

    func systemctl(_ arguments: String...) async throws -> Command {
        try await Command.run(
            "/usr/bin/nsenter",
            ["--target", "\(id)", "--mount", "--pid", "--cgroup", "--uts", "--ipc", "/usr/bin/systemctl"] + arguments)
    }

    /// What systemd knows of a unit, systemctl(1).
    func properties(_ unit: String) async throws -> [String: String] {
        let command = try await systemctl("show", unit)
        guard command.status == 0 else { throw Oracle.Failed(description: command.errorText) }
        let pairs = command.outputText.split(separator: "\n").map { line in
            (String(line.prefix { $0 != "=" }), String(line.drop { $0 != "=" }.dropFirst()))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// Waits until something is so of a unit: systemd announces it to nobody who is not on its bus.
    @discardableResult
    func until(_ unit: String, _ condition: ([String: String]) -> Bool) async throws -> [String: String] {
        while program.isRunning {
            let properties = try await properties(unit)
            if condition(properties) { return properties }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Oracle.Failed(description: "\(unit) has not come to it:\n\(try await program.ended().errorText)")
    }

    /// Waits until a unit has said something.
    func until(_ unit: String, says words: String) async throws {
        guard try await program.until({ log(unit).contains(words) }) else { throw await missing(words) }
    }

    /// Waits until the audit log has announced an action of the process that writes it now.
    func until(announced action: String) async throws {
        guard try await program.until({ announced.contains(action) }) else { throw await missing(action) }
    }

    private func missing(_ words: String) async -> Oracle.Failed {
        let systemd = try? await program.ended().errorText
        return Oracle.Failed(description: "'\(words)' was never said:\n\(systemd ?? "")")
    }

    /// What the audit log has announced that no checkpoint covers yet.
    var announced: String {
        let place = "/var/lib/cloud-extractor/audit/journal"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root + place)) ?? []
        return names.map { text("\(place)/\($0)") }.joined()
    }

    /// What a file, by its path inside, holds.
    func text(_ path: String) -> String {
        String(decoding: (try? Data(contentsOf: URL(filePath: root + path))) ?? Data(), as: UTF8.self)
    }

    /// What a unit has said.
    func log(_ unit: String) -> String { text("/run/said/\(unit)") }

    /// Replaces a file of `/etc/cloud-extractor`.
    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(root)/etc/cloud-extractor/\(name)"))
    }
}
