// SPDX-License-Identifier: Apache-2.0
package import Access
package import Rotation

/// Tries a service account's keys as they will be used.
package struct GCPTrial: Sendable {
    private let email: String
    private let attempt: @Sendable (GCPCredentials) async throws(CloudError) -> Bool

    /// - Parameter attempt: does what the credentials are for; false where they may not.
    package init(email: String, _ attempt: @escaping @Sendable (GCPCredentials) async throws(CloudError) -> Bool) {
        self.email = email
        self.attempt = attempt
    }

    /// Google holds the signature against the account's keys whose address the assertion names: a token is that account's.
    package func probe(_ credential: CredentialFields) async throws(CloudError) -> RotationProbe {
        guard let credentials = GCPCredentials(credential) else { return .notYet }
        guard credentials.principal == email else { return .otherPrincipal }
        do throws(CloudError) {
            return try await attempt(credentials) ? .works : .notYet
        } catch {
            // Servers hear of a key one after the other.
            switch error.kind {
            case .credentials, .denied: return .notYet
            default: throw error
            }
        }
    }
}
