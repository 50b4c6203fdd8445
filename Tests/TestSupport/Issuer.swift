// SPDX-License-Identifier: Apache-2.0
import Foundation
package import JSON

/// An issuer of tokens that shares no code with the project, `scripts/oracle/issuer.py`. It ends with the value.
package final class Issuer: Sendable {
    package static let name = "https://issuer.example"
    package static let audience = "cloud-extractor"

    private let server: ServerProcess
    private let address: String

    /// Where its public keys are.
    package var keySet: String { "\(address)/keys" }

    package static func shared() async throws -> Issuer { try await sharedTask.value }

    private static let sharedTask = Task { try await Issuer(isShared: true) }

    package init(isShared: Bool = false) async throws {
        let port: Int
        (server, port) = try await ServerProcess.oracle("issuer.py", isShared: isShared)
        address = "http://127.0.0.1:\(port)"
    }

    /// Signed tokens, see the program for what may be wished.
    package func tokens(_ wishes: [JSONValue]) async throws -> [String] {
        try await curl("POST", "tokens", .array(wishes)).array?.compactMap(\.string) ?? []
    }

    /// Replaces what the issuer answers with.
    package func publish(_ state: JSONValue) async throws { _ = try await curl("PUT", "keys", state) }

    /// How often its keys were asked for.
    package func count() async throws -> Int { try await curl("GET", "count").integer ?? -1 }

    /// Its public key `rsa`.
    package func pem() async throws -> String {
        String(decoding: try await output("GET", "pem", nil), as: UTF8.self)
    }

    /// Good claims, of which some are others.
    package static func claims(roles: [String], _ changes: JSONObject = [:]) -> JSONValue {
        let now = Int(Date().timeIntervalSince1970)
        var claims: JSONObject = [
            "sub": "alice", "iss": .string(name), "aud": .string(audience), "exp": JSONValue(now + 3600),
            "roles": JSONValue(strings: roles),
        ]
        for member in changes.members { claims[member.name] = member.value == .null ? nil : member.value }
        return .object(claims)
    }

    private func curl(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        try JSONValue(parsing: Array(try await output(method, path, body)).span)
    }

    private func output(_ method: String, _ path: String, _ body: JSONValue?) async throws -> Data {
        let command = try await Command.run(
            "/usr/bin/curl",
            ["-sSf", "--noproxy", "*", "-X", method] + (body == nil ? [] : ["--data-binary", "@-"])
                + ["\(address)/\(path)"], input: body.map { Data($0.canonical) })
        guard command.status == 0 else { throw Oracle.Failed(description: command.errorText) }
        return command.output
    }
}
