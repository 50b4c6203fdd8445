// SPDX-License-Identifier: Apache-2.0
package import JSON

extension AuditLog {
    /// Announces an effect, brings it about, and says what came of it.
    ///
    /// - Parameter outcome: what the log says of it then.
    /// - Returns: what came of the effect. Where it is the log that fails, that is thrown instead.
    package func announcing<Effect: AuditedEffect, R, Failure: Error>(
        _ effect: Effect.Type, target: String, detail: JSONObject = JSONObject(),
        act: (consuming Receipt<Effect>) async throws(Failure) -> R, outcome: (Result<R, Failure>) -> JSONObject
    ) async throws(AuditError) -> Result<R, Failure> {
        let receipt = try authorize(effect, target: target, detail: detail)
        let result: Result<R, Failure>
        do throws(Failure) {
            result = .success(try await act(receipt))
        } catch {
            result = .failure(error)
        }
        try conclude(effect, target: target, detail: outcome(result))
        return result
    }
}
