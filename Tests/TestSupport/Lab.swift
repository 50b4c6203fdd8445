// SPDX-License-Identifier: Apache-2.0
import Foundation
package import JSON

/// Real servers, started and seeded by `scripts/lab-run`. They end with the value, or with the process.
package final class Lab: Sendable {
    package struct NotStarted: Error, CustomStringConvertible {
        package let description: String
    }

    /// What the lab says of itself, see `scripts/lab`.
    package let facts: JSONValue
    private let server: ServerProcess

    /// The lab that tests share which only read from it: OpenBao and ministack, seeded as for the demo.
    package static func shared() async throws -> Lab { try await sharedTask.value }

    private static let sharedTask = Task { try await Lab(isShared: true) }

    /// - Parameter isShared: by several tests, so that it takes nobody's ``Turn``.
    package init(_ arguments: [String] = [], isShared: Bool = false) async throws {
        server = try await ServerProcess(
            "\(Repository.root)/scripts/lab-run", ["serve"] + arguments, isShared: isShared)
        facts = try JSONValue(parsing: Array(server.firstLine).span)
    }

    /// Asks the lab to stop its servers, which it does in less than a second.
    package func stop() { server.stop() }

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
