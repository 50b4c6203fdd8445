// SPDX-License-Identifier: Apache-2.0
import JSON

extension Manifest {
    /// The records were sealed anew, under another key of the ring.
    package struct Rekeying: Sendable, Equatable {
        /// RFC 3339.
        package let at: String
        /// The key that they were sealed under before.
        package let keyID: String
        /// SHA-256 in hex of the manifest that this one came in place of.
        package let manifestDigest: String

        package init(at: String, keyID: String, manifestDigest: String) {
            self.at = at
            self.keyID = keyID
            self.manifestDigest = manifestDigest
        }
    }

    /// The key of the ring that the records were first sealed under.
    var takenUnder: String { rekeyings.first?.keyID ?? storage.keyID }

    /// The manifest of the same records under another key.
    ///
    /// - Parameter units: with what their new tokens hash to.
    package func rekeyed(_ rekeying: Rekeying, to keyID: String, units: [Unit]) -> Manifest {
        Manifest(
            snapshot: snapshot, agentVersion: agentVersion, environment: environment, startedAt: startedAt,
            completedAt: completedAt, resumptions: resumptions, rekeyings: rekeyings + [rekeying],
            configurationDigest: configurationDigest, catalogueDigest: catalogueDigest,
            addedCatalogues: addedCatalogues, shard: shard, merged: merged,
            storage: Storage(keyID: keyID, layout: storage.layout, compression: storage.compression),
            sessions: sessions, accounts: accounts, units: units)
    }
}

extension Manifest.Rekeying {
    var json: JSONValue {
        ["at": .string(at), "key_id": .string(keyID), "manifest_sha256": .string(manifestDigest)]
    }

    init?(_ json: JSONValue) {
        guard let at = json["at"]?.string, let keyID = json["key_id"]?.string,
            let digest = json["manifest_sha256"]?.string
        else { return nil }
        self.init(at: at, keyID: keyID, manifestDigest: digest)
    }
}
