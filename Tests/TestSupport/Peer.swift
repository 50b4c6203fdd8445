// SPDX-License-Identifier: Apache-2.0
import Foundation
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
