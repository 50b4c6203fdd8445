// SPDX-License-Identifier: Apache-2.0
import Foundation
package import JSON

extension Lab {
    /// Tells the simulator to behave otherwise, see `Tests/CloudSimulator`: `faults`, `lists`, `limit`, `lifetime`, `clock`, `propagation`, `reset`.
    package func simulator(_ control: String, _ body: JSONValue) async throws {
        let command = try await Command.run(
            "/usr/bin/curl",
            [
                "-sSf", "--noproxy", "*", "-X", "POST", "--data-binary", "@-",
                "\(text("simulator", "address"))/_simulator/\(control)",
            ], input: Data(body.canonical))
        guard command.status == 0 else { throw NotStarted(description: command.errorText) }
    }

    /// The requests that it got, in their order.
    package func simulatorRequests() async throws -> [JSONValue] { try await simulated("requests") }

    /// What an application, by its id, or a service account, by its address, has to log in with: `identity`, `kind`
    /// (`secret`, `certificate`, `key`), `key_id`, `name`, `state` (`valid`, `pending`, `expired`, `disabled`), `valid`.
    package func simulatorCredentials(of identity: String) async throws -> [JSONValue] {
        try await simulated("credentials?identity=\(identity)")
    }

    private func simulated(_ control: String) async throws -> [JSONValue] {
        let command = try await Command.run(
            "/usr/bin/curl", ["-sSf", "--noproxy", "*", "\(text("simulator", "address"))/_simulator/\(control)"])
        guard command.status == 0 else { throw NotStarted(description: command.errorText) }
        return try JSONValue(parsing: Array(command.output).span).array ?? []
    }
}
