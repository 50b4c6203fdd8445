// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import TestSupport

/// A configuration of its own over shared servers: tests write side by side without seeing each other.
final class Workspace: Sendable {
    let lab: Lab
    let directory: TemporaryDirectory

    var config: String { "\(directory.path)/production.yaml" }
    var extractors: String { "\(directory.path)/extractors.yaml" }
    var output: String { "\(directory.path)/output" }
    var audit: String { "\(directory.path)/audit" }
    var publicKey: String { lab.text("audit_verifier_key") }

    init(_ lab: Lab) throws {
        self.lab = lab
        directory = try TemporaryDirectory()
        let original = try String(contentsOf: URL(filePath: lab.text("config")), encoding: .utf8)
        let own = original.replacingOccurrences(of: lab.text("output_dir"), with: output)
            .replacingOccurrences(of: lab.text("audit_dir"), with: audit)
        try directory.write("production.yaml", own)
        let types = try String(contentsOf: URL(filePath: lab.text("extractors_config")), encoding: .utf8)
        try directory.write("extractors.yaml", types)
    }

    static func shared() async throws -> Workspace { try Workspace(try await Lab.shared()) }

    /// Replaces a text of the configuration, which must be there.
    func edit(_ old: String, _ new: String) throws {
        let text = try String(contentsOf: URL(filePath: config), encoding: .utf8)
        guard text.contains(old) else { throw NotThere(text: old) }
        try directory.write("production.yaml", text.replacingOccurrences(of: old, with: new))
    }

    /// Gives the audit log an anchor, which it has not yet.
    func anchorLog(at name: String = "audit-head") throws {
        try edit("  signing_key: audit\n", "  signing_key: audit\n  anchor: \(name)\n")
    }

    struct NotThere: Error {
        let text: String
    }

    func snapshot(_ options: String..., environment: [String: String] = [:]) async throws -> Command {
        try await Command.run(Program.path, ["snapshot", "--config", config] + options, environment: environment)
    }

    /// A snapshot that runs, and whose log has just announced an action.
    func running(until action: String, environment: [String: String] = [:]) async throws -> RunningProgram {
        let program = try Program.start("snapshot", "--config", config, environment: environment)
        let came = try await program.until { text("\(audit)/journal/0").contains(action) }
        guard came else { throw NotThere(text: "\(action): \(try await program.ended().errorText)") }
        return program
    }

    /// What a file holds now, be it text or not; nothing where there is none.
    func text(_ path: String) -> String {
        String(decoding: (try? Data(contentsOf: URL(filePath: path))) ?? Data(), as: UTF8.self)
    }

    /// Takes a snapshot that must succeed and gives its directory.
    func taken() async throws -> String {
        let command = try await snapshot()
        guard command.status == 0 else { throw Oracle.Failed(description: command.errorText) }
        return command.outputText.trimmingCharacters(in: .newlines)
    }

    func decrypted(_ snapshot: String) async throws -> [JSONValue] {
        let command = try await Program.run("decrypt", snapshot, "--config", config)
        guard command.status == 0 else { throw Oracle.Failed(description: command.errorText) }
        return try command.lines()
    }

    /// Every file below a directory, with its contents.
    static func files(below path: String) throws -> [(path: String, contents: Data)] {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return try names.sorted().compactMap { name in
            let full = "\(path)/\(name)"
            guard Directory.kind(of: full) == .file else { return nil }
            return (full, try Data(contentsOf: URL(filePath: full)))
        }
    }

    static func flip(_ path: String, at index: Int) throws {
        var data = try Data(contentsOf: URL(filePath: path))
        data[index] ^= 0x01
        try data.write(to: URL(filePath: path))
    }
}
