// SPDX-License-Identifier: Apache-2.0
import HTTP

extension VaultSession {
    /// Asks which version the engine under a mount is: `GET sys/internal/ui/mounts/{path}`, which any token may do that
    /// may do anything at all under that path.
    package func mount(_ mount: String, secret: String) async throws(VaultError) -> KVMount {
        let path = try VaultPath("sys/internal/ui/mounts/\(mount)/\(secret)")
        let answer = try await send(VaultRequest(.get, path))
        guard answer.status < 300 else { throw .missing(path: mount) }
        guard let mounted = try answer.text(at: ["data", "path"]) else { throw answer.malformed }
        let version = try answer.text(at: ["data", "options", "version"]) ?? "1"
        guard let number = Int(version), let version = KVVersion(rawValue: number) else { throw answer.malformed }
        return KVMount(path: mounted.hasSuffix("/") ? String(mounted.dropLast()) : mounted, version: version)
    }
}
