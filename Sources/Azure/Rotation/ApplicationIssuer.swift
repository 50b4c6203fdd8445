// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit
import JSON
package import Rotation

/// What is the same for all credentials of an application, be they passwords or certificates.
package protocol ApplicationIssuer: CredentialIssuer {
    var application: GraphApplication { get }
}

extension ApplicationIssuer {
    package var identity: String { application.clientID }

    /// There is no such thing.
    package func enable(
        _ id: String, _: Bool, _: CredentialFields, _ receipt: consuming Receipt<KeySwitch>
    ) async throws(CloudError) {
        receipt.spend(on: id)
        throw CloudError(service: "graph", operation: "enable", .malformedRequest, code: "NoSuchThing")
    }

    /// Removes a credential; one that is not there is as good as removed.
    func remove(_ id: String, _ action: String, _ body: JSONValue) async throws(CloudError) {
        do throws(CloudError) {
            try await application.action(action, body)
        } catch {
            // 400 is what Graph says of one that is not there, and of other things: the list tells.
            let isThere = try await list([:]).contains { $0.id == id }
            guard error.status == 400, !isThere else { throw error }
        }
    }
}
