// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit
import Ciphers
import JSON
package import Posix
package import REST
package import Rotation
import SecretJSON
import Secrets

/// The certificates of one application, which it rolls with proofs that it has one already,
/// https://learn.microsoft.com/en-us/graph/api/application-addkey.
package struct AzureCertificates: ApplicationIssuer {
    package let traits = IssuerTraits(capacity: nil, disables: false, evidence: .mark, isMadeHere: true)
    package static let shape = CredentialShape(
        idField: "key_id", fieldNames: ["key_id", "certificate", "private_key"], sharedNames: ["client_id"],
        isIDOptional: true)

    private static let bits: Int32 = 3072

    package let application: GraphApplication
    private let trial: AzureTrial
    private let lifetime: Int64
    private let wallClock: any WallClock

    /// - Parameters:
    ///   - session: of whoever may change the application's credentials, at Microsoft Graph.
    ///   - lifetime: of a certificate, in seconds.
    package init(
        clientID: String, session: RESTSession, trial: AzureTrial, lifetime: Int64, wallClock: any WallClock
    ) {
        application = GraphApplication(clientID: clientID, session: session)
        self.trial = trial
        self.lifetime = lifetime
        self.wallClock = wallClock
    }

    package func list(_: CredentialFields) async throws(CloudError) -> [IssuedKey] {
        try await inForce(.keys, at: wallClock.now(), mark: Self.mark(of:))
    }

    /// By the certificate itself, which Graph shows to whoever selects it.
    private static func mark(of credential: CanonicalJSON) -> String? {
        let bytes = credential["key"]?.scalar.flatMap { Base64.standard.decode($0) }
        return bytes.flatMap { Certificate(der: $0.span) }.map { Hex.string($0.keyID) }
    }

    package func id(of credential: CredentialFields, among keys: [IssuedKey]) -> String? {
        guard let certificate = credential["certificate"]?.withBytes({ Certificate(pem: $0) }) else { return nil }
        return keys.first { $0.mark == Hex.string(certificate.keyID) }?.id
    }

    package func prepare(for rotation: String) throws(CloudError) -> PreparedKey {
        let now = wallClock.now().seconds
        do {
            let pair = try RSAKeyPair(bits: Self.bits)
            let certificate = try pair.certificate(
                "cloud-extractor \(rotation)", from: now - 300, until: now + lifetime)
            let (pem, key) = (try certificate.pem(), try pair.privateKey())
            return PreparedKey(
                mark: Hex.string(certificate.keyID),
                fields: ["certificate": SharedSecret(Secret(copying: pem.span)), "private_key": key])
        } catch {
            throw CloudError(service: "rotation", operation: "prepare", .refused, code: "NoKeyMade")
        }
    }

    package func create(
        for rotation: String, _ prepared: CredentialFields, _ current: CredentialFields,
        _ receipt: consuming Receipt<KeyCreation>
    ) async -> KeyCreationResult {
        receipt.spend(on: identity)
        guard let certificate = prepared["certificate"]?.withBytes({ Certificate(pem: $0) }) else {
            return .refused("NoCertificate")
        }
        do throws(CloudError) {
            return .made(try await add(certificate, rotation, try await proof(current)), fields: [:])
        } catch {
            return KeyCreationResult(error)
        }
    }

    private func add(
        _ certificate: Certificate, _ rotation: String, _ proof: SharedSecret
    ) async throws(CloudError) -> IssuedKey {
        let answer = try await application.making(
            "addKey",
            [
                (
                    "keyCredential",
                    .json([
                        "type": "AsymmetricX509Cert", "usage": "Verify",
                        "key": .string(Base64.standard.string(certificate.der)),
                        "displayName": .string(GraphApplication.name(rotation)),
                    ])
                ), ("passwordCredential", .json(.null)), ("proof", .secret(proof)),
            ])
        let mark = Hex.string(certificate.keyID)
        let key = answer.withBytes { (try? CanonicalJSON(parsing: $0)).flatMap { IssuedKey($0, mark: mark) } }
        guard let key else { throw application.malformed("addKey") }
        return key
    }

    package func probe(_ credential: CredentialFields) async throws(CloudError) -> RotationProbe {
        try await trial.probe(AzureCredentials(certificate: credential))
    }

    package func delete(
        _ id: String, _ current: CredentialFields, _ receipt: consuming Receipt<KeyDeletion>
    ) async throws(CloudError) {
        receipt.spend(on: id)
        let proof = try await proof(current)
        try await remove(id, "removeKey", [("keyId", .text(id)), ("proof", .secret(proof))])
    }

    /// That whoever asks holds a key of the application's already; good for ten minutes,
    /// https://learn.microsoft.com/en-us/graph/application-rollkey-prooftoken.
    private func proof(_ current: CredentialFields) async throws(CloudError) -> SharedSecret {
        let object = try await application.state().objectID
        return try Self.proof(of: object, current, now: Int(wallClock.now().seconds))
    }

    private static func proof(
        of object: String, _ current: CredentialFields, now: Int
    ) throws(CloudError) -> SharedSecret {
        guard case .certificate(_, let certificate, let key)? = AzureCredentials(certificate: current),
            let token = try? SignedAssertion.sign(
                header: ["x5t": .string(Base64.urlUnpadded.string(certificate.sha1))],
                claims: [
                    "aud": "00000002-0000-0000-c000-000000000000", "iss": .string(object), "nbf": JSONValue(now),
                    "exp": JSONValue(now + 600),
                ], key)
        else { throw CloudError(service: "graph", operation: "proof", .credentials, code: "MalformedSecret") }
        return token
    }
}

extension AzureCredentials {
    /// - Returns: nil where a field is missing, or is not what it should be.
    package init?(certificate fields: CredentialFields) {
        guard let id = fields["client_id"]?.text, AzureSubscription.isID(id),
            let certificate = fields["certificate"]?.withBytes({ Certificate(pem: $0) }),
            let key = fields["private_key"]?.withBytes({ RSASigningKey(pem: $0) })
        else { return nil }
        self = .certificate(clientID: id, certificate, key)
    }
}
