// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport

/// A workspace whose audit log has an anchor of its own, over a cloud that is cheap to ask.
final class AnchoredWorkspace {
    struct Anchor: Equatable {
        /// Of the secret.
        let version: Int
        let note: String
        /// Entries.
        let size: UInt64
    }

    let workspace: Workspace
    /// The anchor's name.
    private(set) var secret: String
    var lab: Lab { workspace.lab }
    var path: String { "secret/data/cloud-extractor/demo/\(secret)" }

    static func lab(isShared: Bool = false) async throws -> Lab {
        let lab = try await Lab(["--only", "bao,simulator"], isShared: isShared)
        try await lab.allow("secret/data/cloud-extractor/demo/audit-head/*", ["create", "read", "update"])
        return lab
    }

    init(_ lab: Lab) throws {
        workspace = try Workspace(lab)
        secret = ""
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  gcp:\n    compute: {enabled: true, types: [network], projects: [demo-project]}\n")
        try anchor(at: "audit-head/\(UUID().uuidString)")
    }

    /// - Parameter name: of the secret; nil for none.
    func anchor(at name: String?) throws {
        if !secret.isEmpty { try workspace.edit("  anchor: \(secret)\n", "") }
        secret = name ?? ""
        if let name { try workspace.anchorLog(at: name) }
    }

    func checkpoint(of secret: String? = nil) async throws -> Anchor? {
        let answer = try await lab.bao("GET", "secret/data/cloud-extractor/demo/\(secret ?? self.secret)")
        guard let note = answer["data"]?["data"]?["checkpoint"]?.string,
            let version = answer["data"]?["metadata"]?["version"]?.integer
        else { return nil }
        return Anchor(version: version, note: note, size: size(note))
    }

    func write(_ note: String) async throws {
        try await lab.bao("POST", path, ["data": ["checkpoint": .string(note)]], mustSucceed: true)
    }

    /// Of a signed checkpoint.
    func size(_ note: String) -> UInt64 {
        let lines = note.split(separator: "\n")
        return lines.count > 1 ? UInt64(lines[1]) ?? 0 : 0
    }

    /// A checkpoint as an auditor gets it out of Vault.
    func file(_ note: String) throws -> String {
        try workspace.directory.write("anchor", note)
        return "\(workspace.directory.path)/anchor"
    }

    /// Of the log, which must hold.
    func entries() async throws -> [JSONValue] {
        let shown = try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey)
        guard shown.status == 0 else { throw Oracle.Failed(description: shown.errorText) }
        return try shown.lines()
    }
}
