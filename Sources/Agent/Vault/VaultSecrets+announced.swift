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
        _ act: (consuming Receipt<Effect>) async throws(VaultError) -> R
    ) async throws(AgentError) -> R {
        let result: Result<R, VaultError>
        do throws(AuditError) {
            result = try await log.announcing(
                effect, target: target, detail: detail, outcome: { $0.detail(success) }, act)
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

extension Result where Failure == VaultError {
    /// What the audit log says of it.
    func detail(_ success: (Success) -> JSONObject) -> JSONObject {
        switch self {
        case .success(let value): success(value)
        case .failure(let error): ["result": .string(error.word)]
        }
    }
}
