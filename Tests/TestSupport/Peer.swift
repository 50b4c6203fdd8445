// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON

/// The misbehaving server of `scripts/oracle/http_peer.py`. It ends with the process.
package final class Peer: Sendable {
    package let address: String
    private let server: ServerProcess

    package static func shared() async throws -> Peer { try await sharedTask.value }

    private static let sharedTask = Task { try await Peer() }

    private init() async throws {
        let port: Int
        (server, port) = try await ServerProcess.oracle("http_peer.py", isShared: true)
        address = "http://127.0.0.1:\(port)"
    }

    package struct Answer: Sendable {
        package let status: Int
        package let headers: [String: String]
        package let body: String

        package init(_ status: Int, _ body: String, headers: [String: String] = [:]) {
            self.status = status
            self.headers = headers
            self.body = body
        }

        package init(_ body: String) { self.init(200, body) }
    }

    /// An address that gives these answers, one after the other and the last one for ever, whatever is asked below it.
    package func scripted(_ answers: [Answer]) async throws -> String {
        let key = UUID().uuidString
        let script = JSONValue.array(
            answers.map { answer in
                var headers = JSONObject()
                for (name, value) in answer.headers { headers[name] = .string(value) }
                return [JSONValue(answer.status), .object(headers), .string(answer.body)]
            })
        let command = try await Command.run(
            "/usr/bin/curl",
            ["-sSf", "--noproxy", "*", "-X", "PUT", "--data-binary", "@-", "\(address)/script/\(key)"],
            input: Data(script.canonical))
        guard command.status == 0 else { throw Lab.NotStarted(description: command.errorText) }
        return "\(address)/scripted/\(key)"
    }
}
