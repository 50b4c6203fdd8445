// SPDX-License-Identifier: Apache-2.0
package import Audit
package import JSON
import Posix

/// Writes into the audit log that a session of a cloud is opened, before it is, and what came of it; the first time as
/// well as when one is followed by another.
package struct SessionLog: Sendable {
    private let log: AuditLog

    package init(_ log: AuditLog) { self.log = log }

    /// - Parameters:
    ///   - detail: what the log says before.
    ///   - call: of the error that is thrown where the log takes no entry.
    ///   - facts: what the log says of the session, once it is open.
    package func opening<Effect: AuditedEffect, Session>(
        _ effect: Effect.Type, target: String, detail: JSONObject, as call: (service: String, operation: String),
        _ open: (consuming Receipt<Effect>) async throws(CloudError) -> Session,
        facts: (Session) -> JSONObject = { _ in [:] }
    ) async throws(CloudError) -> Session {
        let result: Result<Session, CloudError>
        do throws(AuditError) {
            result = try await log.announcing(effect, target: target, detail: detail, act: open) {
                var outcome: JSONObject = ["result": .string($0.failure?.code ?? "ok")]
                for fact in $0.value.map(facts)?.members ?? [] { outcome[fact.name] = fact.value }
                return outcome
            }
        } catch {
            throw CloudError(service: call.service, operation: call.operation, .unannounced(error), code: "AuditLog")
        }
        return try result.get()
    }
}
