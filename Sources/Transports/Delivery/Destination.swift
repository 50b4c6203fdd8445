// SPDX-License-Identifier: Apache-2.0
import Audit

/// A closed snapshot leaves the machine, sealed as it is.
package enum SnapshotDelivery: AuditedEffect {
    package static let action = "snapshot.deliver"
}

/// Somewhere off this machine where closed snapshots are kept.
///
/// A destination promises that what it has taken is byte by byte what was given, or it fails; that a file that comes a
/// second time changes nothing; and that a file of the same name with other contents is never overwritten.
package protocol Destination: Sendable {
    /// Where it is, without anything secret: `https://collector.example/v1`, `s3://evidence/cloud-extractor`.
    var address: String { get }
    /// Takes one file there. Several files at a time; the last one of a snapshot alone, behind all others.
    func take(_ file: ClosedSnapshot.File, of snapshot: ClosedSnapshot) async throws(DeliveryError)
}
