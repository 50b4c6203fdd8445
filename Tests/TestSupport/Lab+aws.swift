// SPDX-License-Identifier: Apache-2.0
package import JSON

extension Lab {
    /// What an operator would do with the AWS CLI, as root of an account.
    ///
    /// - Parameters:
    ///   - account: another than the lab's own, by its number: both emulators take that for its root's key.
    ///   - calls: service, method of boto3, parameters.
    /// - Throws: for the first call that fails.
    @discardableResult
    package func aws(
        at emulator: String = "aws", account: String? = nil, _ calls: [(String, String, JSONValue)]
    ) async throws -> [JSONValue] {
        let isMoto = emulator == "moto"
        let answers =
            try await Oracle.ask(
                "boto3_calls",
                question: [
                    "endpoint": .string(text(emulator, "endpoint")),
                    "access_key_id": .string(account ?? (isMoto ? "testing" : text(emulator, "root_access_key_id"))),
                    "secret_access_key": .string(isMoto ? "testing" : text(emulator, "root_secret_access_key")),
                    "calls": .array(calls.map { [.string($0.0), .string($0.1), $0.2] }),
                ]
            ).array ?? []
        for (call, answer) in zip(calls, answers) {
            if let code = answer["error"]?.string {
                throw Oracle.Failed(description: "\(call.0) \(call.1): \(code)")
            }
        }
        return answers
    }
}
