// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit
import JSON
import Posix
package import Rotation
import SecretJSON

/// What is the same for all credentials of an application, be they passwords or certificates.
package protocol ApplicationIssuer: CredentialIssuer {
    var application: GraphApplication { get }
}

extension ApplicationIssuer {
    package var identity: String { application.clientID }

    /// What is in force of a list of the application's credentials: what has expired is good for nobody, and stays there
    /// until somebody removes it.
    ///
    /// - Parameters:
    ///   - mark: by which the machine knows its own.
    ///   - now: when they have to be good.
    func inForce(
        _ list: GraphApplication.List, at now: Timestamp, mark: (CanonicalJSON) -> String?
    ) async throws(CloudError) -> [IssuedKey] {
        var keys: [IssuedKey] = []
        for credential in try await application.state()[list] where !IssuedKey.isOver(credential, at: now) {
            guard let key = IssuedKey(credential, mark: mark(credential)) else {
                throw application.malformed(list.rawValue)
            }
            keys.append(key)
        }
        return keys
    }

    /// There is no such thing.
    package func enable(
        _ id: String, _: Bool, _: CredentialFields, _ receipt: consuming Receipt<KeySwitch>
    ) async throws(CloudError) {
        receipt.spend(on: id)
        throw CloudError(service: "graph", operation: "enable", .malformedRequest, code: "NoSuchThing")
    }

    /// Removes a credential; one that is not there is as good as removed.
    func remove(_ id: String, _ action: String, _ body: [(String, SecretValue)]) async throws(CloudError) {
        do throws(CloudError) {
            try await application.action(action, body)
        } catch {
            // 400 is what Graph says of one that is not there, and of other things: the list tells.
            let isThere = try await list([:]).contains { $0.id == id }
            guard error.status == 400, !isThere else { throw error }
        }
    }
}
