// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Vault

extension VaultSecrets {
    /// Announces what is about to be done at Vault, does it, and says what came of it.
    ///
    /// - Parameter success: what the log says of one.
    func announced<Effect: AuditedEffect, R>(
        _ effect: Effect.Type, target: String, detail: JSONObject = [:],
        success: (R) -> JSONObject = { _ in ["result": "ok"] },
        act: (consuming Receipt<Effect>) async throws(VaultError) -> R
    ) async throws(AgentError) -> R {
        let result: Result<R, VaultError>
        do throws(AuditError) {
            result = try await log.announcing(
                effect, target: target, detail: detail, act: act, outcome: { $0.detail(success) })
        } catch {
            throw .audit(error)
        }
        do throws(VaultError) {
            return try result.get()
        } catch {
            throw error.asAgentError
        }
    }
}
