// SPDX-License-Identifier: Apache-2.0
package import Audit
import HTTP
import JSON
import SecretJSON
import Secrets

extension VaultSession {
    /// Writes a secret, all fields of it.
    ///
    /// - Returns: the new version; nil in engines of version 1.
    /// - Throws: ``VaultError/versionMismatch(path:)``, ``VaultError/versionRequired(path:)``,
    ///   ``VaultError/outcomeUnknown(path:_:)``, after which only reading can tell, and
    ///   ``VaultError/needsVersion2(path:)`` for a condition in an engine that would ignore it.
    package func write(
        _ fields: KVFields, to secret: String, in mount: KVMount, if condition: KVCondition,
        _ receipt: consuming Receipt<SecretWrite>
    ) async throws(VaultError) -> Int? {
        receipt.spend(on: mount.target(of: secret))
        if mount.version == .v1 {
            guard condition == .none else { throw .needsVersion2(path: mount.target(of: secret)) }
            _ = try await change(.post, try mount.dataPath(of: secret), fields.value)
            return nil
        }
        let body = SecretValue.object([("options", .object(condition.options)), ("data", fields.value)])
        return try await newVersion(after: .post, try mount.dataPath(of: secret), body)
    }

    /// Changes some fields of a secret and leaves the others: RFC 7396, `PATCH` with the right of that name.
    ///
    /// - Parameter version: that the patch was made from.
    package func patch(
        _ fields: KVFields, of secret: String, in mount: KVMount, version: Int,
        _ receipt: consuming Receipt<SecretWrite>
    ) async throws(VaultError) -> Int {
        receipt.spend(on: mount.target(of: secret))
        let options = KVCondition.version(version).options
        let body = SecretValue.object([("options", .object(options)), ("data", fields.value)])
        return try await newVersion(after: .patch, try mount.versionedPath(.data, of: secret), body)
    }

    /// Sets what is kept beside a secret's fields; what is nil stays as it is.
    package func setMetadata(
        of secret: String, in mount: KVMount, requiresCheckAndSet: Bool? = nil, maximumVersions: Int? = nil,
        custom: [String: String]? = nil, _ receipt: consuming Receipt<SecretWrite>
    ) async throws(VaultError) {
        receipt.spend(on: mount.target(of: secret))
        var members: [(String, SecretValue)] = []
        if let requiresCheckAndSet { members.append(("cas_required", .json(.bool(requiresCheckAndSet)))) }
        if let maximumVersions { members.append(("max_versions", .json(.init(maximumVersions)))) }
        if let custom { members.append(("custom_metadata", .object(custom.sorted(by: <).map { ($0, .text($1)) }))) }
        _ = try await change(.post, try mount.versionedPath(.metadata, of: secret), .object(members))
    }

    private func newVersion(
        after method: HTTPRequest.Method, _ path: VaultPath, _ body: SecretValue
    ) async throws(VaultError) -> Int {
        let answer = try await change(method, path, body)
        do throws(VaultError) {
            if let version = try answer.integer(at: ["data", "version"]) { return version }
        } catch {
            throw error.ofWrite(path: path.text)
        }
        throw .outcomeUnknown(path: path.text, nil)
    }

    /// A request that changes something, of which a status of 404 is an error.
    func change(
        _ method: HTTPRequest.Method, _ path: VaultPath, _ body: SecretValue?, isRepeatable: Bool = false
    ) async throws(VaultError) -> VaultAnswer {
        var request = VaultRequest(method, path)
        if case .object(let members)? = body { request.body = .json(members) }
        if method == .patch { request.contentType = "application/merge-patch+json" }
        request.isRepeatable = isRepeatable
        let answer = try await send(request)
        guard answer.status < 300 else { throw .missing(path: path.text) }
        guard answer.isDone else { throw answer.malformed.ofWrite(path: path.text) }
        return answer
    }
}
