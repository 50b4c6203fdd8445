// SPDX-License-Identifier: Apache-2.0
package import Audit
import Ciphers
import Secrets

/// The signed note over a manifest:
///
///     <origin>/snapshot/<snapshot>
///     manifest sha256 <base64>
package enum ManifestNote {
    package static func text(origin: String, snapshot: SnapshotID, manifest: [UInt8]) -> String {
        "\(origin)/snapshot/\(snapshot)\nmanifest sha256 \(Base64.standard.string(digest(of: manifest)))\n"
    }

    package static func digest(of manifest: [UInt8]) -> [UInt8] { SHA256.hash(manifest) }
}

extension ManifestNote {
    /// Signs with the key of the audit log that announced it.
    package static func sign(
        _ manifest: [UInt8], snapshot: SnapshotID, with log: AuditLog, _ receipt: consuming Receipt<SnapshotClose>
    ) throws(AuditError) -> SignedNote {
        receipt.spend(on: snapshot.text)
        return try log.sign(text(origin: log.verifier.name, snapshot: snapshot, manifest: manifest))
    }

    /// As above, of a snapshot whose records were sealed anew.
    package static func sign(
        _ manifest: [UInt8], snapshot: SnapshotID, with log: AuditLog, _ receipt: consuming Receipt<SnapshotRekey>
    ) throws(AuditError) -> SignedNote {
        receipt.spend(on: snapshot.text)
        return try log.sign(text(origin: log.verifier.name, snapshot: snapshot, manifest: manifest))
    }
}
