// SPDX-License-Identifier: Apache-2.0
import Foundation
package import JSON
import Synchronization

/// Real servers, started and seeded by `scripts/lab-run`. They end with the value, or with the process.
package final class Lab: Sendable {
    package struct NotStarted: Error, CustomStringConvertible {
        package let description: String
    }

    /// What the lab says of itself, see `scripts/lab`.
    package let facts: JSONValue
    private let process: Mutex<Process>
    /// Closed by the end of this process, however it ends; the lab then stops its servers.
    private let lifeline: Pipe

    /// The lab that tests share which only read from it: OpenBao and ministack, seeded as for the demo.
    package static func shared() async throws -> Lab { try await sharedTask.value }

    private static let sharedTask = Task { try await Lab() }

    package init(_ arguments: [String] = []) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "\(Repository.root)/scripts/lab-run")
        process.arguments = ["serve"] + arguments
        process.environment = Command.cleanEnvironment
        lifeline = Pipe()
        let output = Pipe()
        process.standardInput = lifeline
        process.standardOutput = output
        try process.start()
        let line = await FirstLine.read(output.fileHandleForReading)
        guard !line.isEmpty else {
            throw NotStarted(description: "scripts/lab-run serve ended without a word; run scripts/setup first")
        }
        facts = try JSONValue(parsing: Array(line).span)
        self.process = Mutex(process)
    }

    deinit { stop() }

    /// Asks the lab to stop its servers, which it does in less than a second. Not waited for: Foundation's
    /// `waitUntilExit` turns a run loop, and never returns on the threads of Swift's tasks.
    package func stop() { process.withLock { $0.terminate() } }

    package func text(_ path: String...) -> String {
        var value = facts
        for name in path { value = value[name] ?? .null }
        return value.string ?? ""
    }

    package func number(_ path: String...) -> Int {
        var value = facts
        for name in path { value = value[name] ?? .null }
        return value.integer ?? 0
    }
}
