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
    static var shape: CredentialShape { get }

    /// - Parameter current: signs, where the identity looks after its own keys.
    func list(_ current: CredentialFields) async throws(CloudError) -> [IssuedKey]

    /// Which of the keys a credential is, where its secret does not say; nil if that cannot be told.
    func id(of credential: CredentialFields, among keys: [IssuedKey]) -> String?

    /// Makes a key, where that is done here; nothing is sent.
    func prepare(for rotation: String) throws(CloudError) -> PreparedKey

    /// Asks for a key, once; or for one that was prepared and is stored to be taken.
    ///
    /// - Parameter prepared: its fields; empty where the provider makes keys.
    func create(
        for rotation: String, _ prepared: CredentialFields, _ current: CredentialFields,
        _ receipt: consuming Receipt<KeyCreation>
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

extension CredentialIssuer {
    package func id(of _: CredentialFields, among _: [IssuedKey]) -> String? { nil }

    package func prepare(for _: String) throws(CloudError) -> PreparedKey {
        throw CloudError(service: "rotation", operation: "prepare", .malformedRequest, code: "MadeByProvider")
    }
}

/// What came of asking for a key.
package enum KeyCreationResult: Sendable {
    /// - Parameter fields: what is new: all of the credential, or nothing where it was prepared.
    case made(IssuedKey, fields: CredentialFields)
    /// The provider's code: there is no new key.
    case refused(String)
    /// There is one, or there is none; nobody has its secret.
    case unknown(String)

    /// By an error: what was refused was not done; what was cut off may have been.
    package init(_ error: CloudError) {
        self = error.mayHaveBeenDone ? .unknown(error.code) : .refused(error.code)
    }
}
