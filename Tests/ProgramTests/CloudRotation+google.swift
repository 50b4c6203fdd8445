// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport

extension CloudRotation {
    /// What a person does by hand, with Google's own client.
    ///
    /// - Returns: the ids of the new keys.
    @discardableResult
    func byHand(create count: Int = 0, delete ids: [String] = []) async throws -> [String] {
        let answer = try await Oracle.ask(
            "gcp_keys",
            question: [
                "address": .string(lab.text("simulator", "address")),
                "key_file": .string(lab.text("simulator", "rotator", "gcp", "key_file")),
                "account": .string(identity), "create": JSONValue(count), "delete": JSONValue(strings: ids),
            ], of: "gcp")
        return answer["created"]?.array?.compactMap(\.string) ?? []
    }
}
