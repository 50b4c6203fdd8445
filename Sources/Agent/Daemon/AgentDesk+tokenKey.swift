// SPDX-License-Identifier: Apache-2.0
package import Secrets
import Vault

extension AgentDesk {
    /// Long enough that nobody guesses it, RFC 7518 §3.2.
    private static let shortestKey = 32

    /// The key that the API's tokens are signed with, HS256; nil where the configuration names none.
    package func tokenKey() async throws(AgentError) -> SharedSecret? {
        guard let name = configuration.api?.tokens.secret else { return nil }
        return try await between { (context) async throws(AgentError) in
            try await context.withSecrets { (secrets, _) async throws(AgentError) in
                let secret = try await secrets.read(name, purpose: "verify tokens")
                do throws(VaultError) {
                    let key = try secret.field("key")
                    guard key.count >= Self.shortestKey else {
                        throw .fieldMalformed(
                            path: secret.path, field: "key", expected: "at least \(Self.shortestKey) bytes")
                    }
                    return key
                } catch {
                    throw error.asAgentError
                }
            }
        }
    }
}
