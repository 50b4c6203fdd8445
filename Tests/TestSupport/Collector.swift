// SPDX-License-Identifier: Apache-2.0
import Foundation
package import JSON

/// The far side of HTTP deliveries, `scripts/oracle/collector.py`. It ends with the value, or with the process.
package final class Collector: Sendable {
    /// What it has taken: `<snapshot>/<file>`.
    package let directory: TemporaryDirectory
    package let address: String
    private let server: ServerProcess

    /// - Parameters:
    ///   - token: that every request must bear; none where empty.
    ///   - tls: certificate and key of the server, and the authority that clients' certificates must be of.
    package init(token: String = "", tls: (certificate: String, key: String, authority: String)? = nil) async throws {
        directory = try TemporaryDirectory()
        var arguments = [directory.path, token]
        if let tls { arguments += [tls.certificate, tls.key, tls.authority] }
        let port: Int
        (server, port) = try await ServerProcess.oracle("collector.py", arguments)
        address = "\(tls == nil ? "http" : "https")://127.0.0.1:\(port)"
    }

    /// Leaves what is to go wrong with the next requests, see the program.
    package func fail(_ fault: JSONValue) async throws {
        _ = try await curl(["-X", "PUT", "--data-binary", "@-", "\(address)/fault"], Data(fault.canonical))
    }

    /// The requests so far: status, `Idempotency-Key`, `Cloud-Extractor-File`, `Cloud-Extractor-Records`.
    package func requests() async throws -> [JSONValue] {
        try JSONValue(parsing: Array(try await curl([address], nil)).span).array ?? []
    }

    private func curl(_ arguments: [String], _ input: Data?) async throws -> Data {
        let command = try await Command.run("/usr/bin/curl", ["-sSf", "--noproxy", "*"] + arguments, input: input)
        guard command.status == 0 else { throw Lab.NotStarted(description: command.errorText) }
        return command.output
    }
}
