// SPDX-License-Identifier: Apache-2.0
import Foundation
package import JSON

extension Lab {
    /// Tells the simulator to behave otherwise, see `Tests/CloudSimulator`: `faults`, `clock`, `propagation`.
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
    package func simulatorRequests() async throws -> [JSONValue] {
        let command = try await Command.run(
            "/usr/bin/curl",
            ["-sSf", "--noproxy", "*", "\(text("simulator", "address"))/_simulator/requests"])
        let answer = try JSONValue(parsing: Array(command.output).span)
        return answer.array ?? answer["requests"]?.array ?? []
    }
}
