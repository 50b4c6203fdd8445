// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport

extension Lab {
    /// Talks to OpenBao as root.
    func bao(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        var arguments = [
            "-sS", "--noproxy", "*", "-X", method, "-H", "X-Vault-Token: \(text("bao", "root_token"))",
            "\(text("bao", "address"))/v1/\(path)",
        ]
        if let body { arguments += ["-d", String(decoding: body.canonical, as: UTF8.self)] }
        let command = try await Command.run("/usr/bin/curl", arguments)
        return command.output.isEmpty ? .null : try JSONValue(parsing: Array(command.output).span)
    }

    func secret(_ name: String, _ field: String) async throws -> String {
        let answer = try await bao("GET", "secret/data/cloud-extractor/demo/\(name)")
        return answer["data"]?["data"]?[field]?.string ?? ""
    }

    /// How many requests for a path OpenBao has answered, by its own audit log. Seeding makes some too.
    func answers(to path: String) throws -> Int {
        let log = try String(contentsOf: URL(filePath: text("bao", "audit_log")), encoding: .utf8)
        return log.split(separator: "\n").count {
            $0.contains(#""type":"response""#) && $0.contains(#""path":"\#(path)""#)
        }
    }
}
