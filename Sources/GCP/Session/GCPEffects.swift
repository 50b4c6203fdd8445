// SPDX-License-Identifier: Apache-2.0
import Audit

/// A token for Google Cloud is asked for.
package enum GCPSessionOpen: AuditedEffect {
    package static let action = "gcp.session.open"
}
