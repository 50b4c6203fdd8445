// SPDX-License-Identifier: Apache-2.0
import Ciphers
package import Secrets

/// A Fernet key with the name that manifests call it by.
package final class FernetKey: Sendable {
    package static let count = 32

    package let id: String
    /// Signing key (16 bytes), then encryption key (16 bytes).
    private let bytes: Secret

    private init(id: String, bytes: consuming Secret) {
        self.id = id
        self.bytes = bytes
    }

    /// - Parameter text: base64url with padding, as `Fernet.generate_key()` and every other Fernet library gives it.
    package convenience init(id: String, base64url text: Span<UInt8>) throws(FernetError) {
        guard let bytes = Base64.url.decodeSecret(text), bytes.count == Self.count else { throw .malformedKey }
        self.init(id: id, bytes: bytes)
    }

    package static func random(id: String) -> FernetKey { FernetKey(id: id, bytes: Secret.random(count: count)) }

    /// The key that seals one snapshot and nothing else, so that no record can be moved between snapshots:
    /// HKDF-SHA256 of this key, the snapshot's id as salt, `cloud-extractor/fernet/v1` as info (RFC 5869).
    package func derived(forSnapshot id: String) throws(FernetError) -> FernetKey {
        FernetKey(id: self.id, bytes: try derived(salt: id, for: "fernet"))
    }

    /// As ``derived(forSnapshot:)``, for what is remembered of a snapshot until it is closed: `journal` in place of
    /// `fernet`.
    package func derived(forJournalOf id: String) throws(FernetError) -> FernetKey {
        FernetKey(id: self.id, bytes: try derived(salt: id, for: "journal"))
    }

    /// See ``RedactionKey``.
    func redactionSecret() throws(FernetError) -> Secret { try derived(salt: "", for: "redaction") }

    private func derived(salt: String, for purpose: String) throws(FernetError) -> Secret {
        do {
            return try HKDF.derive(
                from: bytes, salt: Array(salt.utf8), info: Array("cloud-extractor/\(purpose)/v1".utf8),
                count: Self.count)
        } catch {
            throw .cipher(error)
        }
    }

    package func fernet() throws(FernetError) -> Fernet {
        let halves = halves()
        do throws(CipherError) {
            return Fernet(mac: HMAC(key: halves.signing), cipher: try AESCBC(key: halves.encryption))
        } catch {
            throw .cipher(error)
        }
    }

    private func halves() -> SplitKey {
        bytes.withBytes { all in
            SplitKey(
                signing: Secret(copying: all.extracting(0..<16)), encryption: Secret(copying: all.extracting(16..<32)))
        }
    }

    /// The key in base64url, to be handed to the user and to nobody else.
    package func base64url() -> Secret {
        bytes.withBytes { Base64.url.encodeSecret($0) }
    }
}
