// SPDX-License-Identifier: Apache-2.0
import Secrets

/// A token and what Vault said of its life. No meaning is taken from how it begins.
package struct VaultToken: Sendable {
    let secret: SharedSecret
    /// Names the token in Vault's own audit log without giving it away.
    package let accessor: String
    /// Zero for a token that never expires.
    package let lifetime: Duration
    package let isRenewable: Bool
}
