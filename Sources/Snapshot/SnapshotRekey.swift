// SPDX-License-Identifier: Apache-2.0
import Audit

/// Evidence is replaced: a closed snapshot gets new tokens of the same records, and a manifest that says so.
package enum SnapshotRekey: AuditedEffect {
    package static let action = "snapshot.rekey"
}
