// SPDX-License-Identifier: Apache-2.0
package import Secrets

/// A secret as the key-value engine gave it: its string fields.
package struct KVSecret: Sendable {
    package let path: String
    /// Nil in engines of version 1.
    package let version: Int?
    let fields: [String: SharedSecret]

    package var fieldNames: [String] { fields.keys.sorted() }

    /// - Throws: ``VaultError/fieldMissing(path:field:)``
    package func field(_ name: String) throws(VaultError) -> SharedSecret {
        guard let value = fields[name] else { throw .fieldMissing(path: path, field: name) }
        return value
    }

    /// A field that is no secret itself: a name, an id.
    package func text(_ name: String) throws(VaultError) -> String {
        let text = try field(name).withBytes { bytes in
            String(validating: bytes.indices.map { bytes[$0] }, as: UTF8.self)
        }
        guard let text else { throw .fieldMalformed(path: path, field: name, expected: "UTF-8 text") }
        return text
    }
}
