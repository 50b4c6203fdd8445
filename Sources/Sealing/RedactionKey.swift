// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Secrets

/// Makes the hashes that stand in records in place of secret material.
///
/// A key of its own: HKDF-SHA256 of the ring's primary key, without salt, `cloud-extractor/redaction/v1` as info (RFC
/// 5869). It is the same for every snapshot under that key, so that equal values are equal in all of them.
package final class RedactionKey: Sendable {
    private let hmac: HMAC
    private let id: String

    package init(_ key: FernetKey) throws(FernetError) {
        hmac = HMAC(key: try key.redactionSecret())
        id = key.id
    }

    /// `hmac-sha256:<id of the key>:<the first 128 bits of HMAC-SHA256, in hex>`
    package func hash(_ value: Span<UInt8>) -> String {
        "hmac-sha256:\(id):\(Hex.string(Array(hmac.authenticate(value).prefix(16))))"
    }
}
