// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON
import SecretJSON
import Secrets

extension VaultSession {
    /// What the token may do on paths: `POST sys/capabilities-self`.
    ///
    /// - Returns: for each path `create`, `read`, `update`, `patch`, `delete`, `list`, `sudo`; `root` for everything; none
    ///   where it may do nothing.
    package func capabilities(on paths: [String]) async throws(VaultError) -> [String: Set<String>] {
        var request = VaultRequest(.post, try VaultPath("sys/capabilities-self"))
        request.body = .json([("paths", .json(.array(paths.map { .string($0) })))])
        request.isRepeatable = true
        let answer = try await send(request)
        guard answer.status < 300 else { throw answer.malformed }
        var found: [String: Set<String>] = [:]
        for path in paths {
            found[path] = Set(try answer.texts(at: ["data", path])).subtracting(["deny"])
        }
        return found
    }
}
