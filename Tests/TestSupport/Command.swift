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
        try await RunningProgram(program, arguments, environment: environment, input: input, directory: directory)
            .ended()
    }

    package static var cleanEnvironment: [String: String] {
        ProcessInfo.processInfo.environment.filter { name, _ in
            !name.hasPrefix("VAULT_") && !name.hasPrefix("BAO_") && !name.hasPrefix("AWS_")
                && !name.lowercased().hasSuffix("_proxy") && name != "SSL_CERT_FILE"
        }
    }
}
