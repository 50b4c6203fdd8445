// SPDX-License-Identifier: Apache-2.0
import Access
import Audit
import JSON

/// Writes into the audit log that a token is asked for, before it is, and what came of it.
struct SessionLog: Sendable {
    let log: AuditLog

    func opening<Effect: AuditedEffect, Token>(
        _ effect: Effect.Type, target: String, principal: String,
        _ open: (consuming Receipt<Effect>) async throws(CloudError) -> Token
    ) async throws(CloudError) -> Token {
        let result: Result<Token, CloudError>
        do throws(AuditError) {
            result = try await log.announcing(
                effect, target: target, detail: ["principal": .string(principal)], act: open, outcome: Self.detail)
        } catch {
            throw CloudError(service: "token", operation: "open", .unannounced(error), code: "AuditLog")
        }
        return try result.get()
    }

    private static func detail<Token>(_ result: Result<Token, CloudError>) -> JSONObject {
        ["result": .string(result.failure?.code ?? "ok")]
    }
}
