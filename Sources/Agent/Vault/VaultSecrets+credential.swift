// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON
import Rotation
import Vault

extension VaultSecrets {
    /// Reads a credential of a cloud, and tells the observer how it stands with it.
    func credential(_ name: String, of provider: Provider) async throws(AgentError) -> KVSecret {
        let secret = try await read(name)
        observer.noted(.credential(CredentialStanding(secret, name, of: provider, shape: shape(of: provider, name))))
        return secret
    }

    private func shape(of provider: Provider, _ name: String) -> CredentialShape? {
        try? RotationTarget(provider, name, in: configuration).kind.shape
    }
}

extension CredentialStanding {
    /// What stands beside the credential is of the one before where a person has put another one there.
    init(_ secret: KVSecret, _ name: String, of provider: Provider, shape: CredentialShape?) {
        let state = (try? secret.text(RotationStore.field)).flatMap(RotationStore.state)
        let document = state.flatMap { RotationDocument($0) }
        let id = shape.flatMap { try? secret.text($0.idField) }
        let isOfThisOne = document != nil && document?.current == id
        let ages = CredentialAges(isOfThisOne ? state : nil, written: secret.writtenAt)
        self.init(
            provider: provider, secret: name, since: ages.current, phase: document?.phase ?? .idle,
            failures: document?.failures ?? 0)
    }
}
