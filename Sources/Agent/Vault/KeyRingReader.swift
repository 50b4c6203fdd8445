// SPDX-License-Identifier: Apache-2.0
package import Sealing

/// Reads the key ring for a purpose that stands in the audit log.
package struct KeyRingReader: Sendable {
    private let context: RunContext

    package init(_ context: RunContext) { self.context = context }

    /// - Parameter purpose: what the keys are for, in a word and an id.
    package func keyRing(purpose: String) async throws(AgentError) -> KeyRing {
        try await context.withSecrets { (secrets, _) async throws(AgentError) in
            try await secrets.keyRing(purpose: purpose)
        }
    }
}
