// SPDX-License-Identifier: Apache-2.0
import Audit

/// A provider is asked for a new key.
package enum KeyCreation: AuditedEffect {
    package static let action = "rotate.key.create"
}

/// A key is switched off, or on again.
package enum KeySwitch: AuditedEffect {
    package static let action = "rotate.key.switch"
}

package enum KeyDeletion: AuditedEffect {
    package static let action = "rotate.key.delete"
}
