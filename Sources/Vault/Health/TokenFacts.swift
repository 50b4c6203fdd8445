// SPDX-License-Identifier: Apache-2.0
import HTTP

/// What Vault says of a token: `GET auth/token/lookup-self`.
package struct TokenFacts: Sendable, Equatable {
    package let accessor: String
    /// What is left of it; zero for a token that never expires.
    package let lifetime: Duration
    package let isRenewable: Bool
    /// Its own, and those of whoever it stands for.
    package let policies: [String]
    /// `service` or `batch`.
    package let kind: String
    /// Requests that are left; zero for no limit.
    package let uses: Int

    package init(
        accessor: String, lifetime: Duration, isRenewable: Bool, policies: [String], kind: String, uses: Int
    ) {
        self.accessor = accessor
        self.lifetime = lifetime
        self.isRenewable = isRenewable
        self.policies = policies
        self.kind = kind
        self.uses = uses
    }
}

extension VaultClient {
    func lookUp(_ token: VaultToken, timeout: Duration? = nil) async throws(VaultError) -> TokenFacts {
        let path = try VaultPath("auth/token/lookup-self")
        let answer = try await send(VaultRequest(.get, path, token: token, timeout: timeout))
        guard answer.status < 300, let accessor = try answer.text(at: ["data", "accessor"]) else {
            throw answer.malformed
        }
        let policies = try answer.texts(at: ["data", "policies"]) + answer.texts(at: ["data", "identity_policies"])
        return TokenFacts(
            accessor: accessor, lifetime: try answer.lifetime(at: ["data", "ttl"]),
            // A token without a lifetime has no `renewable` in older versions.
            isRenewable: try answer.bool(at: ["data", "renewable"]) ?? false, policies: policies,
            kind: try answer.text(at: ["data", "type"]) ?? "service",
            uses: try answer.integer(at: ["data", "num_uses"]) ?? 0)
    }
}
