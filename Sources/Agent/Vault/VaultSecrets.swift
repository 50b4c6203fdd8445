// SPDX-License-Identifier: Apache-2.0
import AWS
import Audit
import Cloud
import JSON
import Sealing
import Secrets
import SigV4
import Vault

/// Reads the agent's own secrets, each announced in the audit log before it is asked for.
struct VaultSecrets: Sendable {
    let session: VaultSession
    let configuration: AgentConfiguration
    let log: AuditLog
    let observer: any RunObserver

    /// - Parameter purpose: stands in the audit log.
    func read(_ name: String, purpose: String? = nil) async throws(AgentError) -> KVSecret {
        let path = configuration.secretPath(name)
        let mount = configuration.vault.mount
        var detail = JSONObject()
        if let purpose { detail["purpose"] = .string(purpose) }
        return try await announced(
            SecretRead.self, target: mount.target(of: path), detail: detail, success: Self.outcome
        ) { (receipt) async throws(VaultError) in
            try await session.read(path, from: mount, receipt)
        }
    }

    private static func outcome(_ secret: KVSecret) -> JSONObject {
        var detail: JSONObject = ["result": "ok"]
        if let version = secret.version { detail["version"] = JSONValue(version) }
        return detail
    }

    /// Gives the log its key.
    func adoptSigner() async throws(AgentError) {
        let secret = try await read(configuration.audit.signingKey)
        let signer = try signer("signing_key", of: secret)
        do throws(AuditError) {
            if secret.fieldNames.contains("previous_signing_key") {
                let previous: NoteSigner
                do throws(AgentError) {
                    previous = try self.signer("previous_signing_key", of: secret)
                } catch {
                    // Without it those who know that key alone could check nothing any more.
                    throw .wrongKey
                }
                try log.adopt(signer, previous: previous)
            } else {
                try log.adopt(signer)
            }
        } catch {
            throw .audit(error)
        }
    }

    /// A key that signs the audit log and the manifests: field `signing_key`, and while it follows another one
    /// `previous_signing_key`.
    func signer(_ name: String, of secret: KVSecret) throws(AgentError) -> NoteSigner {
        let field: SharedSecret
        do {
            field = try secret.field(name)
        } catch {
            throw .vault(error)
        }
        guard let signer = field.withBytes({ NoteSigner(Secret(copying: $0)) }) else {
            throw .vault(
                .fieldMalformed(
                    path: secret.path, field: name, expected: "PRIVATE+KEY+NAME+HASH+KEY of an Ed25519 key"))
        }
        return signer
    }

    /// The key ring: the field `primary` names the key that seals; each key is the field `key_<id>`.
    ///
    /// - Parameter purpose: stands in the audit log.
    func keyRing(purpose: String) async throws(AgentError) -> KeyRing {
        let secret = try await read(configuration.keyRing, purpose: purpose)
        do {
            return try KeyRing(secret)
        } catch {
            throw .vault(error)
        }
    }

    /// The access key: fields `access_key_id` and `secret_access_key`.
    func awsCredentials(_ name: String) async throws(AgentError) -> AWSCredentials {
        let secret = try await credential(name, of: .aws)
        do throws(VaultError) {
            let id = try secret.text("access_key_id")
            guard AWSCredentials.isAccessKeyID(id) else {
                throw .fieldMalformed(
                    path: secret.path, field: "access_key_id", expected: "an access key's id: letters and digits only")
            }
            let key = try secret.field("secret_access_key")
            guard key.count > 0 else {
                throw .fieldMalformed(path: secret.path, field: "secret_access_key", expected: "a key: it is empty")
            }
            return AWSCredentials(accessKeyID: id, secretAccessKey: key)
        } catch {
            throw .vault(error)
        }
    }
}

extension KeyRing {
    fileprivate init(_ secret: KVSecret) throws(VaultError) {
        let primary = try secret.text("primary")
        var keys: [FernetKey] = []
        for name in secret.fieldNames where name.hasPrefix("key_") {
            let id = String(name.dropFirst("key_".count))
            let field = try secret.field(name)
            do {
                keys.append(
                    try field.withBytes { (text) throws(FernetError) in try FernetKey(id: id, base64url: text) })
            } catch {
                throw .fieldMalformed(path: secret.path, field: name, expected: "32 bytes in base64url")
            }
        }
        guard let first = keys.first(where: { $0.id == primary }) else {
            throw .fieldMissing(path: secret.path, field: "key_\(primary)")
        }
        self.init(primary: first, others: keys.filter { $0.id != primary })
    }
}
