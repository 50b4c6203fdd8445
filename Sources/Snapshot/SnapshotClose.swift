// SPDX-License-Identifier: Apache-2.0
import Audit

/// A snapshot becomes evidence: its manifest is signed and published.
package enum SnapshotClose: AuditedEffect {
    package static let action = "snapshot.close"
}
