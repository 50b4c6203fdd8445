// SPDX-License-Identifier: Apache-2.0
import Audit

/// A token for Azure Resource Manager is asked for.
package enum AzureSessionOpen: AuditedEffect {
    package static let action = "azure.session.open"
}
