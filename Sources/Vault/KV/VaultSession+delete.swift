// SPDX-License-Identifier: Apache-2.0
package import Audit
import HTTP
import JSON
import SecretJSON

/// What is taken away, or given back, of a secret.
package enum KVRemoval: Sendable, Equatable {
    /// The current version; it can be undeleted. In engines of version 1 the secret, for ever.
    case current
    /// Versions, which can be undeleted.
    case delete([Int])
    /// Gives deleted versions back.
    case undelete([Int])
    /// Versions, for ever.
    case destroy([Int])
    /// The secret with all its versions and metadata, for ever.
    case everything
}

extension VaultSession {
    /// Deletes, undeletes or destroys. Doing any of it twice is the same as doing it once.
    package func remove(
        _ removal: KVRemoval, of secret: String, in mount: KVMount, _ receipt: consuming Receipt<SecretRemoval>
    ) async throws(VaultError) {
        receipt.spend(on: mount.target(of: secret))
        switch removal {
        case .current:
            _ = try await change(.delete, try mount.dataPath(of: secret), nil, isRepeatable: true)
        case .everything:
            _ = try await change(.delete, try mount.versionedPath(.metadata, of: secret), nil, isRepeatable: true)
        case .delete(let versions): try await remove(.delete, versions, secret, mount)
        case .undelete(let versions): try await remove(.undelete, versions, secret, mount)
        case .destroy(let versions): try await remove(.destroy, versions, secret, mount)
        }
    }

    private func remove(
        _ aspect: KVMount.Aspect, _ versions: [Int], _ secret: String, _ mount: KVMount
    ) async throws(VaultError) {
        let numbers = SecretValue.json(.array(versions.map { .init($0) }))
        _ = try await change(
            .post, try mount.versionedPath(aspect, of: secret), .object([("versions", numbers)]), isRepeatable: true)
    }
}
