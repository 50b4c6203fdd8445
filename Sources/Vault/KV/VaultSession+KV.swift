// SPDX-License-Identifier: Apache-2.0
package import Audit
import HTTP

extension VaultSession {
    /// Asks which version the engine under a mount is: `GET sys/internal/ui/mounts/{path}`, which any token may do that
    /// may do anything at all under that path.
    package func mount(_ mount: String, secret: String) async throws(VaultError) -> KVMount {
        let path = try VaultPath("sys/internal/ui/mounts/\(mount)/\(secret)")
        let answer = try await client.send(.get, path, token: token)
        guard answer.status < 300 else { throw .missing(path: mount) }
        guard let mounted = try answer.text(at: ["data", "path"]) else { throw .malformedAnswer(path: path.text) }
        let version = try answer.text(at: ["data", "options", "version"]) ?? "1"
        guard let number = Int(version), let version = KVVersion(rawValue: number) else {
            throw .malformedAnswer(path: path.text)
        }
        return KVMount(path: mounted.hasSuffix("/") ? String(mounted.dropLast()) : mounted, version: version)
    }

    /// Reads the current version of a secret.
    ///
    /// - Throws: ``VaultError/missing(path:)`` where there is none, ``VaultError/deleted(path:)`` where there was one.
    package func read(
        _ secret: String, from mount: KVMount, _ receipt: consuming Receipt<SecretRead>
    ) async throws(VaultError) -> KVSecret {
        receipt.spend(on: mount.target(of: secret))
        let path = try mount.dataPath(of: secret)
        let answer = try await client.send(.get, path, token: token)
        let data = mount.version == .v1 ? ["data"] : ["data", "data"]
        if answer.status == 404 {
            // Version 2 answers for a deleted version with its metadata and without data.
            let isDeleted = answer.isEmpty ? false : try answer.integer(at: ["data", "metadata", "version"]) != nil
            throw isDeleted ? .deleted(path: path.text) : .missing(path: path.text)
        }
        guard let fields = try answer.secrets(at: data) else { throw .malformedAnswer(path: path.text) }
        let version = mount.version == .v1 ? nil : try answer.integer(at: ["data", "metadata", "version"])
        return KVSecret(path: path.text, version: version, fields: fields)
    }
}
