// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit
package import Secrets

/// The fields of a secret that make one credential, by their names in Vault.
package typealias CredentialFields = [String: SharedSecret]

/// Who makes and unmakes the keys of one identity.
package protocol CredentialIssuer: Sendable {
    var traits: IssuerTraits { get }
    /// For people and the audit log: `arn:aws:iam::123456789012:user/cloud-extractor`.
    var identity: String { get }
    /// The fields of a credential, each a text.
    static var fieldNames: [String] { get }
    /// Which of them is the key's id.
    static var idField: String { get }

    /// - Parameter current: signs, where the identity looks after its own keys.
    func list(_ current: CredentialFields) async throws(CloudError) -> [IssuedKey]

    /// Asks for a key, once.
    func create(
        for rotation: String, _ current: CredentialFields, _ receipt: consuming Receipt<KeyCreation>
    ) async -> KeyCreationResult

    /// Has a credential show that it is whom it should be, and may do what it is for.
    func probe(_ credential: CredentialFields) async throws(CloudError) -> RotationProbe

    func enable(
        _ id: String, _ enabled: Bool, _ current: CredentialFields, _ receipt: consuming Receipt<KeySwitch>
    ) async throws(CloudError)

    /// A key that is not there is as good as deleted.
    func delete(
        _ id: String, _ current: CredentialFields, _ receipt: consuming Receipt<KeyDeletion>
    ) async throws(CloudError)
}

/// What came of asking for a key.
package enum KeyCreationResult: Sendable {
    case made(IssuedKey, CredentialFields)
    /// The provider's code: there is no new key.
    case refused(String)
    /// There is one, or there is none; nobody has its secret.
    case unknown(String)
}
