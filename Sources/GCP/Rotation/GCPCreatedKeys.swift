// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit
import JSON
package import Posix
package import REST
package import Rotation
import Secrets

/// The keys of one service account, made by Google,
/// https://cloud.google.com/iam/docs/keys-create-delete.
///
/// Google says neither whether a key was ever used nor who asked for it: one whose answer was lost is left to a person.
package struct GCPCreatedKeys: ServiceAccountIssuer {
    package let traits = IssuerTraits(capacity: ServiceAccount.mostKeys, disables: true, evidence: .none)
    package static let shape = CredentialShape(
        idField: "private_key_id", fieldNames: ["private_key_id", "private_key"], sharedNames: ["client_email"])

    package let account: ServiceAccount
    package let trial: GCPTrial
    private let wallClock: any WallClock

    /// - Parameter session: of whoever may change the account's keys, at IAM.
    package init(project: String, email: String, session: RESTSession, trial: GCPTrial, wallClock: any WallClock) {
        account = ServiceAccount(project: project, email: email, session: session)
        self.trial = trial
        self.wallClock = wallClock
    }

    package func list(_: CredentialFields) async throws(CloudError) -> [IssuedKey] {
        let now = wallClock.now()
        var issued: [IssuedKey] = []
        for key in try await account.keys() where !IssuedKey.isOver(key, at: now) {
            guard let found = IssuedKey(key, mark: nil) else { throw account.malformed("keys.list") }
            issued.append(found)
        }
        return issued
    }

    package func create(
        for _: String, _: CredentialFields, _: CredentialFields, _ receipt: consuming Receipt<KeyCreation>
    ) async -> KeyCreationResult {
        receipt.spend(on: identity)
        do throws(CloudError) {
            let answer = try await account.making(
                "", ["privateKeyType": "TYPE_GOOGLE_CREDENTIALS_FILE", "keyAlgorithm": "KEY_ALG_RSA_2048"])
            guard let made = answer.withBytes({ KeyFileAnswer($0) }) else { return .unknown("MalformedAnswer") }
            return .made(
                IssuedKey(id: made.id, createdAt: made.start),
                fields: ["private_key_id": SharedSecret(text: made.id), "private_key": made.privateKey])
        } catch {
            return KeyCreationResult(error)
        }
    }
}
