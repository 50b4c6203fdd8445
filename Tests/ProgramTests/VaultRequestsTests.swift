// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What OpenBao's own audit log says that the program asked for.
struct VaultRequestsTests {
    private func requests(_ lab: Lab, after skipped: Int) throws -> [String] {
        let log = try String(contentsOf: URL(filePath: lab.text("bao", "audit_log")), encoding: .utf8)
        return try log.split(separator: "\n").dropFirst(skipped).compactMap { line in
            let entry = try JSONValue(parsing: Array(line.utf8).span)
            guard entry["type"]?.string == "request", let request = entry["request"] else { return nil }
            return "\(request["operation"]?.string ?? "") \(request["path"]?.string ?? "")"
        }
    }

    private func lines(_ lab: Lab) throws -> Int {
        try String(contentsOf: URL(filePath: lab.text("bao", "audit_log")), encoding: .utf8).split(separator: "\n")
            .count
    }

    @Test func `a snapshot asks for a login, for each secret once, and for the end of its token`() async throws {
        let lab = try await Lab()
        let workspace = try Workspace(lab)
        let before = try lines(lab)
        _ = try await workspace.taken()
        let found = try requests(lab, after: before)
        #expect(
            found == [
                "update auth/approle/login", "read secret/data/cloud-extractor/demo/audit",
                "read secret/data/cloud-extractor/demo/fernet", "read secret/data/cloud-extractor/demo/aws",
                "update auth/token/revoke-self",
            ])
    }

    @Test func `a decryption asks for no cloud key`() async throws {
        let lab = try await Lab()
        let workspace = try Workspace(lab)
        let path = try await workspace.taken()
        let before = try lines(lab)
        #expect(try await !workspace.decrypted(path).isEmpty)
        #expect(
            try requests(lab, after: before) == [
                "update auth/approle/login", "read secret/data/cloud-extractor/demo/audit",
                "read secret/data/cloud-extractor/demo/fernet", "update auth/token/revoke-self",
            ])
    }
}
