// SPDX-License-Identifier: Apache-2.0
import JSON

/// Whose token it is, and what its roles allow.
extension AzureCloud {
    /// The client that a bearer token of the Resource Manager stands for.
    func caller(_ request: Request, _ moment: Moment) throws(Answer) -> AzureClient {
        guard let bearer = request.bearer else {
            throw ARMError.unauthorized(
                "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.")
        }
        guard let token = tokens[bearer], let client = client(of: token) else {
            throw ARMError.unauthorized("InvalidAuthenticationToken", "The access token is invalid.")
        }
        guard moment.now < token.expiry else {
            throw ARMError.unauthorized(
                "ExpiredAuthenticationToken",
                "The access token expiry UTC time '\(Moment.text(token.expiry))' is earlier than current UTC time "
                    + "'\(moment.text)'.", tenant: token.tenant)
        }
        let resource = AzureToken.Resource.management
        guard token.audience == resource.audience else {
            throw ARMError.unauthorized(
                "InvalidAuthenticationTokenAudience",
                "The access token has been obtained for wrong audience or resource '\(token.audience)'. It should "
                    + "exactly match with one of the allowed audiences '\(resource.names.joined(separator: "','"))'.",
                tenant: token.tenant)
        }
        return client
    }

    /// The actions that a client has at a path: those of the roles there and above.
    func actions(of client: AzureClient, at path: String) -> [[String]] {
        var above: [String] = []
        if let subscription = ARMPath(path).subscription {
            above = subscriptions.ancestors(of: "/subscriptions/\(subscription)")
        } else if path.lowercased().hasPrefix(AzureSubscriptions.groupPrefix.lowercased()) {
            above = subscriptions.ancestors(of: "/" + path.segments.prefix(4).joined(separator: "/"))
        }
        return client.roles.sorted { $0.key < $1.key }.filter { scope, _ in
            ARMPath.isWithin(scope, path) || above.contains { ARMPath.isWithin(scope, $0) }
        }.map(\.value)
    }

    func may(_ client: AzureClient, _ action: String, at path: String) -> Bool {
        actions(of: client, at: path).contains { $0.contains { Wildcard.matches($0, action) } }
    }

    /// Whether a client has any role at a subscription, above or below it.
    func sees(_ client: AzureClient, subscription: String) -> Bool {
        let scope = "/subscriptions/\(subscription)"
        return !actions(of: client, at: scope).isEmpty || client.roles.keys.contains { ARMPath.isWithin(scope, $0) }
    }
}
