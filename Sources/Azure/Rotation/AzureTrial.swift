// SPDX-License-Identifier: Apache-2.0
package import Access
package import REST
package import Rotation

/// What a credential of an application must be good for.
package enum AzurePurpose: Sendable {
    /// Reading: some subscription must be shown to it.
    case read
    /// Looking after credentials.
    case rotate
}

/// Tries an application's credentials as they will be used.
package struct AzureTrial: Sendable {
    private let clientID: String
    private let purpose: AzurePurpose
    private let open: @Sendable (AzureCredentials, AzureAuthority.Audience) throws(CloudError) -> RESTSession

    /// - Parameter open: a session with credentials, for the service that they must be good for.
    package init(
        clientID: String, purpose: AzurePurpose,
        open: @escaping @Sendable (AzureCredentials, AzureAuthority.Audience) throws(CloudError) -> RESTSession
    ) {
        self.clientID = clientID
        self.purpose = purpose
        self.open = open
    }

    /// Entra itself holds the proof against the application's id that is sent with it: a token is that application's.
    package func probe(_ credentials: AzureCredentials?) async throws(CloudError) -> RotationProbe {
        guard let credentials else { return .notYet }
        guard credentials.principal == clientID else { return .otherPrincipal }
        do throws(CloudError) {
            switch purpose {
            case .read:
                let subscriptions = try await open(credentials, .resourceManager).azureSubscriptions()
                return subscriptions.isEmpty ? .notYet : .works
            case .rotate:
                _ = try await GraphApplication(clientID: clientID, session: open(credentials, .graph)).state()
                return .works
            }
        } catch {
            // Servers hear of a credential one after the other.
            switch error.kind {
            case .credentials, .denied: return .notYet
            default: throw error
            }
        }
    }
}
