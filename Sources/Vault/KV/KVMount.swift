// SPDX-License-Identifier: Apache-2.0

/// Where a key-value engine is mounted.
package struct KVMount: Sendable, Equatable {
    package let path: String
    package let version: KVVersion

    package init(path: String, version: KVVersion) {
        self.path = path
        self.version = version
    }

    /// What audit entries call a secret, whatever the engine's version.
    package func target(of secret: String) -> String { "\(path)/\(secret)" }

    /// The path of a secret's current version.
    func dataPath(of secret: String) throws(VaultError) -> VaultPath {
        switch version {
        case .v1: try VaultPath("\(path)/\(secret)")
        case .v2: try VaultPath("\(path)/data/\(secret)")
        }
    }
}
