// SPDX-License-Identifier: Apache-2.0
package import Audit
import HTTP
import Posix

extension VaultSession {
    /// Reads a secret.
    ///
    /// - Parameter version: nil for the current one. Engines of version 1 have no other.
    /// - Throws: ``VaultError/missing(path:)`` where there is none, ``VaultError/deleted(path:)`` where there was one.
    package func read(
        _ secret: String, version: Int? = nil, from mount: KVMount, _ receipt: consuming Receipt<SecretRead>
    ) async throws(VaultError) -> KVSecret {
        receipt.spend(on: mount.target(of: secret))
        if version != nil, mount.version == .v1 { throw .needsVersion2(path: mount.target(of: secret)) }
        var request = VaultRequest(.get, try mount.dataPath(of: secret))
        if let version { request.query = "version=\(version)" }
        let answer = try await send(request)
        let path = request.path.text
        if answer.status == 404 {
            // Version 2 answers for a deleted version with its metadata and without data.
            let isDeleted = answer.isEmpty ? false : try answer.integer(at: ["data", "metadata", "version"]) != nil
            throw isDeleted ? .deleted(path: path) : .missing(path: path)
        }
        let data = mount.version == .v1 ? ["data"] : ["data", "data"]
        guard let fields = try answer.fields(at: data) else { throw answer.malformed }
        if mount.version == .v1 { return KVSecret(path: path, version: nil, writtenAt: nil, fields: fields) }
        return KVSecret(
            path: path, version: try answer.integer(at: ["data", "metadata", "version"]),
            writtenAt: try answer.text(at: ["data", "metadata", "created_time"]).flatMap { Timestamp(rfc3339: $0) },
            fields: fields)
    }

    /// Reads what is kept beside a secret's fields; no field is in it.
    package func metadata(of secret: String, in mount: KVMount) async throws(VaultError) -> KVMetadata {
        let path = try mount.versionedPath(.metadata, of: secret)
        let answer = try await send(VaultRequest(.get, path))
        guard answer.status < 300 else { throw .missing(path: path.text) }
        return try KVMetadata(answer)
    }
}
