// SPDX-License-Identifier: Apache-2.0
import Posix
package import Secrets

/// Several Fernet keys: the primary one seals, each of them may open.
package struct KeyRing: Sendable {
    package let primary: FernetKey
    /// Every key, the primary first.
    package let keys: [FernetKey]

    package init(primary: FernetKey, others: [FernetKey]) {
        self.primary = primary
        keys = [primary] + others
    }

    package func key(id: String) -> FernetKey? { keys.first { $0.id == id } }

    /// The keys for one snapshot, in the same order.
    package func derived(forSnapshot id: String) throws(FernetError) -> KeyRing {
        var derived: [FernetKey] = []
        for key in keys { derived.append(try key.derived(forSnapshot: id)) }
        return KeyRing(primary: derived[0], others: Array(derived.dropFirst()))
    }

    /// Tries each key in turn.
    ///
    /// - Throws: ``FernetError/notAuthentic`` when none fits; any other failure at once.
    package func decrypt(_ token: Span<UInt8>, _ freshness: Fernet.Freshness = .anyAge) throws(FernetError) -> Secret {
        for key in keys {
            var fernet = try key.fernet()
            do {
                return try fernet.decrypt(token, freshness)
            } catch .notAuthentic {
                continue
            }
        }
        throw .notAuthentic
    }

    /// The same plaintext under the primary key with a new IV. The token keeps its timestamp: its age is the record's,
    /// not that of the last rotation.
    package func rotate(_ token: Span<UInt8>) throws(FernetError) -> [UInt8] {
        for key in keys {
            var fernet = try key.fernet()
            let time: Timestamp
            do {
                time = try fernet.timestamp(of: token)
            } catch .notAuthentic {
                continue
            }
            let plaintext = try fernet.decrypt(token)
            var sealing = try primary.fernet()
            return try plaintext.withBytes { (bytes) throws(FernetError) in try sealing.encrypt(bytes, at: time) }
        }
        throw .notAuthentic
    }
}
