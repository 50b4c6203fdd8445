// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON

/// Whoever makes the bearer tokens of the API, `scripts/oracle/issuer.py`. It ends with the value, or with the process.
package final class Issuer: Sendable {
    package static let name = "https://id.example"
    package static let audience = "cloud-extractor"

    /// A token that is made to be taken, or not, and what is to be answered then.
    package struct Case: Sendable {
        package let name: String
        package let token: String
        package let status: Int
        /// Of RFC 6750; empty for none.
        package let error: String
    }

    package let address: String
    /// The secret of HS256.
    package let secret: String
    private let server: ServerProcess

    package init() async throws {
        secret = "canary-\(UUID().uuidString)"
        let port: Int
        (server, port) = try await ServerProcess.oracle("issuer.py", [secret])
        address = "http://127.0.0.1:\(port)"
    }

    package func token(_ roles: [String], algorithm: String = "HS256") async throws -> String {
        let answer = try await ask("tokens", ["roles": JSONValue(strings: roles), "alg": .string(algorithm)])
        return answer["token"]?.string ?? ""
    }

    package func cases() async throws -> [Case] {
        let answer = try await ask("tokens", ["cases": true])
        return (answer["cases"]?.array ?? []).map { value in
            Case(
                name: value["name"]?.string ?? "", token: value["token"]?.string ?? "",
                status: value["status"]?.integer ?? 0, error: value["error"]?.string ?? "")
        }
    }

    /// New keys in the place of the old ones, or none that can be had.
    package func change(rotate: Bool = false, isDown: Bool = false) async throws {
        _ = try await curl(["-X", "PUT"], "keys", ["rotate": .bool(rotate), "down": .bool(isDown)])
    }

    /// How often its keys were asked for.
    package func requests() async throws -> Int { try await curl([], "requests", nil)["requests"]?.integer ?? -1 }

    private func ask(_ path: String, _ question: JSONObject) async throws -> JSONValue {
        var question = question
        question["issuer"] = .string(Self.name)
        question["audience"] = .string(Self.audience)
        return try await curl(["-X", "POST"], path, .object(question))
    }

    private func curl(_ options: [String], _ path: String, _ body: JSONValue?) async throws -> JSONValue {
        var arguments = ["-sSf", "--noproxy", "*"] + options
        if body != nil { arguments += ["--data-binary", "@-"] }
        let command = try await Command.run(
            "/usr/bin/curl", arguments + ["\(address)/\(path)"], input: body.map { Data($0.canonical) })
        guard command.status == 0 else { throw Lab.NotStarted(description: command.errorText) }
        return try JSONValue(parsing: Array(command.output).span)
    }
}
