// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit
import Ciphers
import JSON
package import Posix
package import REST
package import Rotation
import Secrets

/// The keys of one service account, made here: Google sees their public halves alone,
/// https://cloud.google.com/iam/docs/keys-upload.
package struct GCPUploadedKeys: ServiceAccountIssuer {
    package let traits = IssuerTraits(
        capacity: ServiceAccount.mostKeys, disables: true, evidence: .mark, isMadeHere: true)
    package static let shape = GCPCreatedKeys.shape

    private static let bits: Int32 = 2048

    package let account: ServiceAccount
    package let trial: GCPTrial
    /// Of the certificate, and so of the key.
    private let lifetime: Int64
    private let wallClock: any WallClock

    /// - Parameters:
    ///   - session: of whoever may change the account's keys, at IAM.
    ///   - lifetime: in seconds.
    package init(
        project: String, email: String, session: RESTSession, trial: GCPTrial, lifetime: Int64,
        wallClock: any WallClock
    ) {
        account = ServiceAccount(project: project, email: email, session: session)
        self.trial = trial
        self.lifetime = lifetime
        self.wallClock = wallClock
    }

    package func list(_: CredentialFields) async throws(CloudError) -> [IssuedKey] {
        let now = wallClock.now()
        var issued: [IssuedKey] = []
        for key in try await account.keys() where !IssuedKey.isOver(key, at: now) {
            guard var found = IssuedKey(key, mark: nil) else { throw account.malformed("keys.list") }
            // Those that Google has made cannot be ours.
            if key["keyOrigin"]?.scalar == "USER_PROVIDED" {
                let certificate = try await account.certificate(of: found.id)
                let mark = certificate.flatMap { Certificate(pem: $0.span) }.map { Hex.string($0.keyID) }
                found = IssuedKey(
                    id: found.id, createdAt: found.createdAt, isEnabled: found.isEnabled, mark: mark)
            }
            issued.append(found)
        }
        return issued
    }

    package func prepare(for rotation: String) throws(CloudError) -> PreparedKey {
        do {
            let pair = try RSAKeyPair(bits: Self.bits)
            let (certificate, key) = (try certificate(pair, rotation), try pair.privateKey())
            return PreparedKey(mark: Hex.string(certificate.keyID), fields: ["private_key": key])
        } catch {
            throw CloudError(service: "rotation", operation: "prepare", .refused, code: "NoKeyMade")
        }
    }

    private func certificate(_ pair: RSAKeyPair, _ rotation: String) throws(CipherError) -> Certificate {
        let now = wallClock.now().seconds
        return try pair.certificate("cloud-extractor \(rotation)", from: now - 300, until: now + lifetime)
    }

    package func create(
        for rotation: String, _ prepared: CredentialFields, _: CredentialFields,
        _ receipt: consuming Receipt<KeyCreation>
    ) async -> KeyCreationResult {
        receipt.spend(on: identity)
        guard let pair = prepared["private_key"]?.withBytes({ RSAKeyPair(pem: $0) }),
            let certificate = try? certificate(pair, rotation), let pem = try? certificate.pem()
        else { return .refused("NoCertificate") }
        do throws(CloudError) {
            return .made(try await upload(pem, mark: Hex.string(certificate.keyID)), fields: [:])
        } catch {
            return KeyCreationResult(error)
        }
    }

    private func upload(_ pem: [UInt8], mark: String) async throws(CloudError) -> IssuedKey {
        let answer = try await account.making(":upload", ["publicKeyData": .string(Base64.standard.string(pem))])
        let key = answer.withBytes { (try? CanonicalJSON(parsing: $0)).flatMap { IssuedKey($0, mark: mark) } }
        guard let key else { throw account.malformed("keys.upload") }
        return key
    }
}
