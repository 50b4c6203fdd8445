// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// A program that was run to its end.
package struct Command: Sendable {
    package let status: Int32
    package let output: Data
    package let errors: Data

    package var outputText: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: errors, as: UTF8.self) }

    /// Runs a program. Both of its outputs are read to their ends.
    ///
    /// - Parameter environment: added to that of the tests, from which proxies, Vault and AWS settings are removed.
    package static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], input: Data? = nil,
        directory: String? = nil
    ) async throws -> Command {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = cleanEnvironment.merging(environment) { $1 }
        if let directory { process.currentDirectoryURL = URL(filePath: directory) }
        let files = try TemporaryDirectory()
        // Files instead of pipes: nothing to deadlock on.
        let output = try FileHandle.created(at: "\(files.path)/output")
        let errors = try FileHandle.created(at: "\(files.path)/errors")
        process.standardOutput = output
        process.standardError = errors
        if let input {
            try input.write(to: URL(filePath: "\(files.path)/input"))
            process.standardInput = try FileHandle(forReadingFrom: URL(filePath: "\(files.path)/input"))
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        let status = try await end(of: process)
        return Command(
            status: status, output: try Data(contentsOf: URL(filePath: "\(files.path)/output")),
            errors: try Data(contentsOf: URL(filePath: "\(files.path)/errors")))
    }

    private static func end(of process: Process) async throws -> Int32 {
        try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.start()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }

    package static var cleanEnvironment: [String: String] {
        ProcessInfo.processInfo.environment.filter { name, _ in
            !name.hasPrefix("VAULT_") && !name.hasPrefix("BAO_") && !name.hasPrefix("AWS_")
                && !name.lowercased().hasSuffix("_proxy") && name != "SSL_CERT_FILE"
        }
    }
}

extension FileHandle {
    fileprivate static func created(at path: String) throws -> FileHandle {
        try Data().write(to: URL(filePath: path))
        return try FileHandle(forWritingTo: URL(filePath: path))
    }
}
