// SPDX-License-Identifier: Apache-2.0
package import Posix
package import Secrets

/// A field of a secret.
enum KVField: Sendable {
    case text(SharedSecret)
    /// A number, a list, anything else: nothing here is made text that is none.
    case other
}

/// A secret as the key-value engine gave it.
package struct KVSecret: Sendable {
    package let path: String
    /// Nil in engines of version 1.
    package let version: Int?
    /// When this version was written; nil in engines of version 1.
    package let writtenAt: Timestamp?
    let fields: [String: KVField]

    package var fieldNames: [String] { fields.keys.sorted() }

    /// What a check-and-set write rests on.
    ///
    /// - Throws: ``VaultError/needsVersion2(path:)``
    package var knownVersion: Int {
        get throws(VaultError) {
            guard let version else { throw .needsVersion2(path: path) }
            return version
        }
    }

    /// - Throws: ``VaultError/fieldMissing(path:field:)``, ``VaultError/fieldMalformed(path:field:expected:)``
    package func field(_ name: String) throws(VaultError) -> SharedSecret {
        switch fields[name] {
        case nil: throw .fieldMissing(path: path, field: name)
        case .other: throw .fieldMalformed(path: path, field: name, expected: "text")
        case .text(let value): return value
        }
    }

    /// A field that is no secret itself: a name, an id.
    package func text(_ name: String) throws(VaultError) -> String {
        guard let text = try field(name).text else {
            throw .fieldMalformed(path: path, field: name, expected: "UTF-8 text")
        }
        return text
    }
}
