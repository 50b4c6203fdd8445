// SPDX-License-Identifier: Apache-2.0
import Audit

/// A token is asked for.
package enum VaultLogin: AuditedEffect {
    package static let action = "vault.login"
}

/// A secret's fields are asked for.
package enum SecretRead: AuditedEffect {
    package static let action = "vault.secret.read"
}

/// The token is given back; announced and concluded, but never held up for want of a receipt.
package enum VaultRevoke: AuditedEffect {
    package static let action = "vault.revoke"
}
