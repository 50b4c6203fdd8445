// SPDX-License-Identifier: Apache-2.0
import Secrets

/// A token and what Vault said of its life. No meaning is taken from how it begins.
package struct VaultToken: Sendable {
    let secret: SharedSecret
    /// Names the token in Vault's own audit log without giving it away. Batch tokens have none.
    package let accessor: String
    /// Zero for a token that never expires.
    package let lifetime: Duration
    /// Batch tokens are not.
    package let isRenewable: Bool

    init(secret: SharedSecret, accessor: String, lifetime: Duration, isRenewable: Bool) {
        self.secret = secret
        self.accessor = accessor
        self.lifetime = lifetime
        self.isRenewable = isRenewable
    }

    /// A token of which nothing is known yet.
    init(unknown secret: SharedSecret) {
        self.init(secret: secret, accessor: "", lifetime: .zero, isRenewable: false)
    }

    /// The `auth` object that every login answers with.
    init(_ answer: borrowing VaultAnswer) throws(VaultError) {
        guard let secret = try answer.secret(at: ["auth", "client_token"]),
            let accessor = try answer.text(at: ["auth", "accessor"]),
            let isRenewable = try answer.bool(at: ["auth", "renewable"])
        else { throw answer.malformed }
        self.init(
            secret: secret, accessor: accessor, lifetime: try answer.lifetime(at: ["auth", "lease_duration"]),
            isRenewable: isRenewable)
    }
}
