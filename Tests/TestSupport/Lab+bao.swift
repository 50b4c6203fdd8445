// SPDX-License-Identifier: Apache-2.0
import Foundation
package import JSON

extension Lab {
    /// Talks to OpenBao, as root unless headers with another token are given.
    ///
    /// - Parameter mustSucceed: an error answer is an error; otherwise it is an answer.
    @discardableResult
    package func bao(
        _ method: String, _ path: String, _ body: JSONValue? = nil, headers: [String]? = nil,
        mustSucceed: Bool = false
    ) async throws -> JSONValue {
        let output = try await curl(method, path, body, headers, options: [mustSucceed ? "-sSf" : "-sS"])
        return output.isEmpty ? .null : try JSONValue(parsing: Array(output).span)
    }

    /// The status alone that OpenBao answers a token with.
    package func status(
        _ method: String, _ path: String, _ body: JSONValue? = nil, token: String
    ) async throws -> Int {
        let output = try await curl(
            method, path, body, ["X-Vault-Token: \(token)"], options: ["-sS", "-o", "/dev/null", "-w", "%{http_code}"])
        return Int(String(decoding: output, as: UTF8.self)) ?? 0
    }

    private func curl(
        _ method: String, _ path: String, _ body: JSONValue?, _ headers: [String]?, options: [String]
    ) async throws -> Data {
        var headers = headers ?? ["X-Vault-Token: \(text("bao", "root_token"))"]
        if method == "PATCH" { headers.append("Content-Type: application/merge-patch+json") }
        var arguments = options + ["--noproxy", "*", "-X", method] + headers.flatMap { ["-H", $0] }
        let authority = text("tls", "ca_certificate")
        if !authority.isEmpty { arguments += ["--cacert", authority] }
        arguments.append("\(text("bao", "address"))/v1/\(path)")
        if let body { arguments += ["-d", String(decoding: body.canonical, as: UTF8.self)] }
        let command = try await Command.run("/usr/bin/curl", arguments)
        guard command.status == 0 else { throw Oracle.Failed(description: "\(path): \(command.errorText)") }
        return command.output
    }

    package func secret(_ name: String, _ field: String) async throws -> String {
        let answer = try await bao("GET", "secret/data/cloud-extractor/demo/\(name)")
        return answer["data"]?["data"]?[field]?.string ?? ""
    }

    /// How many requests for a path OpenBao has answered, by its own audit log. Seeding makes some too.
    package func answers(to path: String) throws -> Int {
        let log = try String(contentsOf: URL(filePath: text("bao", "audit_log")), encoding: .utf8)
        return log.split(separator: "\n").count {
            $0.contains(#""type":"response""#) && $0.contains(#""path":"\#(path)""#)
        }
    }
}
