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
        let receipt: Receipt<Effect>
        do {
            receipt = try log.authorize(effect, target: target, detail: ["principal": .string(principal)])
        } catch {
            throw CloudError(service: "token", operation: "open", .unannounced(error), code: "AuditLog")
        }
        let result: Result<Token, CloudError>
        do throws(CloudError) {
            result = .success(try await open(receipt))
        } catch {
            result = .failure(error)
        }
        let word =
            switch result {
            case .success: "ok"
            case .failure(let error): error.code
            }
        do {
            try log.conclude(effect, target: target, detail: ["result": .string(word)])
        } catch {
            throw CloudError(service: "token", operation: "open", .unannounced(error), code: "AuditLog")
        }
        return try result.get()
    }
}
