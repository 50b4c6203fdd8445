// SPDX-License-Identifier: Apache-2.0

/// Where a key-value engine is mounted.
package struct KVMount: Sendable, Equatable {
    /// What version 2 keeps of a secret, and the word that its path has for it.
    enum Aspect: String {
        case data, metadata, delete, undelete, destroy
    }

    package let path: String
    package let version: KVVersion

    package init(path: String, version: KVVersion) {
        self.path = path
        self.version = version
    }

    /// What audit entries call a secret, whatever the engine's version.
    package func target(of secret: String) -> String { "\(path)/\(secret)" }

    /// The path of a secret's fields.
    func dataPath(of secret: String) throws(VaultError) -> VaultPath {
        switch version {
        case .v1: try VaultPath("\(path)/\(secret)")
        case .v2: try VaultPath("\(path)/data/\(secret)")
        }
    }

    /// - Throws: ``VaultError/needsVersion2(path:)``
    func versionedPath(_ aspect: Aspect, of secret: String) throws(VaultError) -> VaultPath {
        guard version == .v2 else { throw .needsVersion2(path: target(of: secret)) }
        return try VaultPath("\(path)/\(aspect.rawValue)/\(secret)")
    }
}
