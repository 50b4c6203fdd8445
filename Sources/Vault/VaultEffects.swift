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

/// A secret's fields, or what is kept beside them, are changed.
package enum SecretWrite: AuditedEffect {
    package static let action = "vault.secret.write"
}

/// Versions of a secret are deleted, undeleted or destroyed.
package enum SecretRemoval: AuditedEffect {
    package static let action = "vault.secret.remove"
}

/// The token is given back; announced and concluded, but never held up for want of a receipt.
package enum VaultRevoke: AuditedEffect {
    package static let action = "vault.revoke"
}
