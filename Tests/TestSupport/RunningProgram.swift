// SPDX-License-Identifier: Apache-2.0
package import Foundation
import Synchronization

/// A program that runs: it can be watched, signalled, and waited for.
package final class RunningProgram: Sendable {
    package let id: Int32
    private let process: Mutex<Process>
    private let files: TemporaryDirectory
    private let end: AsyncStream<Int32>
    private let life = Life()

    /// Told by the end itself: Foundation's own word for it takes locks.
    private final class Life: Sendable {
        let hasEnded = Mutex(false)
    }

    /// Starts a program.
    ///
    /// - Parameter environment: added to that of the tests, from which proxies, Vault and AWS settings are removed.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], input: Data? = nil,
        directory: String? = nil
    ) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = Command.cleanEnvironment.merging(environment) { $1 }
        if let directory { process.currentDirectoryURL = URL(filePath: directory) }
        files = try TemporaryDirectory()
        // Files instead of pipes: nothing to deadlock on.
        var handles = [
            try FileHandle.created(at: "\(files.path)/output"), try FileHandle.created(at: "\(files.path)/errors"),
        ]
        // The child has its own by then. Foundation keeps them, and crashes in `run()` beyond 1,360 open files: it
        // copies more of a directory's entry than there is (swift-corelibs-foundation#5472).
        defer { for handle in handles { try? handle.close() } }
        (process.standardOutput, process.standardError) = (handles[0], handles[1])
        if let input {
            try input.write(to: URL(filePath: "\(files.path)/input"))
            handles.append(try FileHandle(forReadingFrom: URL(filePath: "\(files.path)/input")))
            process.standardInput = handles[2]
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        let (end, ended) = AsyncStream.makeStream(of: Int32.self)
        self.end = end
        process.terminationHandler = { [life] process in
            life.hasEnded.withLock { $0 = true }
            let killed = process.terminationReason == .uncaughtSignal
            // As a shell counts.
            ended.yield(killed ? 128 + process.terminationStatus : process.terminationStatus)
            ended.finish()
        }
        try process.start()
        id = process.processIdentifier
        self.process = Mutex(process)
    }

    package var isRunning: Bool { !life.hasEnded.withLock(\.self) }

    /// Waits until something is so, or the program is at its end, whichever is first. Looks a hundred times a second:
    /// what another process does to its files announces itself to nobody.
    ///
    /// - Returns: whether it came to be so while the program ran.
    @discardableResult
    package func until(_ condition: () throws -> Bool) async throws -> Bool {
        while isRunning {
            if try condition() { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    /// What it has said on standard error so far.
    package var errorsSoFar: Data { (try? Data(contentsOf: URL(filePath: "\(files.path)/errors"))) ?? Data() }

    /// How many sockets it has open.
    package var sockets: Int {
        let folder = "/proc/\(id)/fd"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.count {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)"))?.hasPrefix("socket:")
                == true
        }
    }

    package func signal(_ signal: Int32) { if isRunning { kill(id, signal) } }

    /// What it has said, once it has ended. Both outputs are read to their ends. To be called once.
    package func ended() async throws -> Command {
        var status: Int32 = -1
        for await number in end { status = number }
        return Command(
            status: status, output: try Data(contentsOf: URL(filePath: "\(files.path)/output")),
            errors: try Data(contentsOf: URL(filePath: "\(files.path)/errors")))
    }
}

extension FileHandle {
    fileprivate static func created(at path: String) throws -> FileHandle {
        try Data().write(to: URL(filePath: path))
        return try FileHandle(forWritingTo: URL(filePath: path))
    }
}
