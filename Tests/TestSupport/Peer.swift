// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Synchronization

/// The misbehaving server of `scripts/oracle/http_peer.py`. It ends with the process.
package final class Peer: Sendable {
    package let address: String
    private let lifeline: Pipe
    private let process: Mutex<Process>

    package static func shared() async throws -> Peer { try await sharedTask.value }

    private static let sharedTask = Task { try await Peer() }

    private init() async throws {
        let process = Process()
        process.executableURL = URL(filePath: Repository.python)
        process.arguments = ["\(Repository.root)/scripts/oracle/http_peer.py"]
        lifeline = Pipe()
        let output = Pipe()
        process.standardInput = lifeline
        process.standardOutput = output
        try process.start()
        let line = await FirstLine.read(output.fileHandleForReading)
        guard let port = Int(String(decoding: line, as: UTF8.self)) else {
            throw Lab.NotStarted(description: "scripts/oracle/http_peer.py did not start")
        }
        address = "http://127.0.0.1:\(port)"
        self.process = Mutex(process)
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

/// Reads what a server says when it is up.
enum FirstLine {
    /// On a thread of its own: it blocks until there is a line.
    static func read(_ file: FileHandle) async -> Data {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var line = Data()
                while let byte = try? file.read(upToCount: 1), !byte.isEmpty, byte[byte.startIndex] != 0x0A {
                    line.append(byte)
                }
                continuation.resume(returning: line)
            }
        }
    }
}
