// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// A server that says one line when it is up, and ends when its standard input does: with the value, or with this process.
package final class ServerProcess: Sendable {
    /// What it said, without the line's end.
    let firstLine: Data
    private let lifeline: Pipe
    private let process: Mutex<Process>
    /// Kept as long as the server is.
    private let turn: Turn?

    /// - Parameter isShared: by all tests, so that it takes nobody's turn.
    init(_ program: String, _ arguments: [String], isShared: Bool = false) async throws {
        turn = isShared ? nil : await Turn.taken()
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = Command.cleanEnvironment
        lifeline = Pipe()
        let output = Pipe()
        process.standardInput = lifeline
        process.standardOutput = output
        try process.start()
        firstLine = await Self.line(output.fileHandleForReading)
        self.process = Mutex(process)
        guard !firstLine.isEmpty else {
            throw Lab.NotStarted(description: "\(program) ended without a word; run scripts/setup first")
        }
    }

    /// A program of `scripts/oracle` that says its port.
    static func oracle(
        _ name: String, _ arguments: [String] = [], isShared: Bool = false
    ) async throws -> (ServerProcess, port: Int) {
        let server = try await ServerProcess(
            Repository.python, ["\(Repository.root)/scripts/oracle/\(name)"] + arguments, isShared: isShared)
        guard let port = Int(String(decoding: server.firstLine, as: UTF8.self)) else {
            throw Lab.NotStarted(description: "scripts/oracle/\(name) did not say its port")
        }
        return (server, port)
    }

    deinit { stop() }

    /// Asks it to end. Not waited for: Foundation's `waitUntilExit` turns a run loop, and never returns on the threads of
    /// Swift's tasks.
    func stop() { process.withLock { $0.terminate() } }

    /// On a thread of its own: it blocks until there is a line.
    private static func line(_ file: FileHandle) async -> Data {
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
