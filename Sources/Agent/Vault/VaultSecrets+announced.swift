// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Vault

extension VaultSecrets {
    /// Announces what is about to be done at Vault, does it, and says what came of it.
    ///
    /// - Parameter word: what the log says of a success.
    func announced<Effect: AuditedEffect, R>(
        _ effect: Effect.Type, target: String, detail: JSONObject = [:], word: (R) -> String = { _ in "ok" },
        _ act: (consuming Receipt<Effect>) async throws(VaultError) -> R
    ) async throws(AgentError) -> R {
        let result: Result<R, VaultError>
        do throws(AuditError) {
            let receipt = try log.authorize(effect, target: target, detail: detail)
            do throws(VaultError) {
                result = .success(try await act(receipt))
            } catch {
                result = .failure(error)
            }
            let outcome =
                switch result {
                case .success(let value): word(value)
                case .failure(let error): error.word
                }
            try log.conclude(effect, target: target, detail: ["result": .string(outcome)])
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
