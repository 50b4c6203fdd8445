// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit
package import Rotation

/// What is the same for all keys of a service account, whoever makes them.
package protocol ServiceAccountIssuer: CredentialIssuer {
    var account: ServiceAccount { get }
    var trial: GCPTrial { get }
}

extension ServiceAccountIssuer {
    package var identity: String { account.email }

    package func probe(_ credential: CredentialFields) async throws(CloudError) -> RotationProbe {
        try await trial.probe(credential)
    }

    package func enable(
        _ id: String, _ enabled: Bool, _: CredentialFields, _ receipt: consuming Receipt<KeySwitch>
    ) async throws(CloudError) {
        receipt.spend(on: id)
        try await account.enable(id, enabled)
    }

    package func delete(
        _ id: String, _: CredentialFields, _ receipt: consuming Receipt<KeyDeletion>
    ) async throws(CloudError) {
        receipt.spend(on: id)
        try await account.delete(id)
    }
}
