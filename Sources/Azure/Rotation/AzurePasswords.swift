// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit
import JSON
package import Posix
package import REST
package import Rotation
import SecretJSON
import Secrets

/// The client secrets of one application, https://learn.microsoft.com/en-us/graph/api/application-addpassword.
package struct AzurePasswords: ApplicationIssuer {
    package let traits = IssuerTraits(capacity: nil, disables: false, evidence: .mark)
    package static let shape = CredentialShape(
        idField: "key_id", fieldNames: ["key_id", "client_secret"], sharedNames: ["client_id"], isIDOptional: true)

    package let application: GraphApplication
    private let trial: AzureTrial
    /// How long a new one is good: one that was lost dies alone.
    private let lifetime: Int64
    private let wallClock: any WallClock

    /// - Parameters:
    ///   - session: of whoever may change the application's credentials, at Microsoft Graph.
    ///   - lifetime: in seconds.
    package init(
        clientID: String, session: RESTSession, trial: AzureTrial, lifetime: Int64, wallClock: any WallClock
    ) {
        application = GraphApplication(clientID: clientID, session: session)
        self.trial = trial
        self.lifetime = lifetime
        self.wallClock = wallClock
    }

    package func list(_: CredentialFields) async throws(CloudError) -> [IssuedKey] {
        try await inForce(.passwords, at: wallClock.now(), mark: GraphApplication.rotation)
    }

    /// Of a secret that was put there by hand: the one that begins like it, if there is only one.
    package func id(of credential: CredentialFields, among keys: [IssuedKey]) -> String? {
        guard let secret = credential["client_secret"] else { return nil }
        let alike = keys.filter { key in
            guard let hint = key.hint, !hint.isEmpty else { return false }
            return secret.withBytes { bytes in
                bytes.count > hint.utf8.count && zip(bytes.indices, hint.utf8).allSatisfy { bytes[$0] == $1 }
            }
        }
        return alike.count == 1 ? alike[0].id : nil
    }

    package func create(
        for rotation: String, _: CredentialFields, _: CredentialFields, _ receipt: consuming Receipt<KeyCreation>
    ) async -> KeyCreationResult {
        receipt.spend(on: identity)
        let end = Timestamp(seconds: wallClock.now().seconds + lifetime)
        do throws(CloudError) {
            let answer = try await application.making(
                "addPassword",
                [
                    (
                        "passwordCredential",
                        .json([
                            "displayName": .string(GraphApplication.name(rotation)),
                            "endDateTime": .string(end.rfc3339),
                        ])
                    )
                ])
            guard let made = answer.withBytes({ PasswordAnswer($0) }) else { return .unknown("MalformedAnswer") }
            return .made(
                IssuedKey(id: made.keyID, createdAt: made.start, mark: rotation),
                fields: ["key_id": SharedSecret(text: made.keyID), "client_secret": made.secret])
        } catch {
            return KeyCreationResult(error)
        }
    }

    package func probe(_ credential: CredentialFields) async throws(CloudError) -> RotationProbe {
        try await trial.probe(AzureCredentials(password: credential))
    }

    package func delete(
        _ id: String, _: CredentialFields, _ receipt: consuming Receipt<KeyDeletion>
    ) async throws(CloudError) {
        receipt.spend(on: id)
        try await remove(id, "removePassword", [("keyId", .text(id))])
    }
}

extension AzureCredentials {
    /// - Returns: nil where a field is missing or no GUID.
    package init?(password fields: CredentialFields) {
        guard let id = fields["client_id"]?.text, AzureSubscription.isID(id), let secret = fields["client_secret"],
            secret.count > 0
        else { return nil }
        self = .clientSecret(clientID: id, secret: secret)
    }
}
