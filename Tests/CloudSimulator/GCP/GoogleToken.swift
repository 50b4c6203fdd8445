// SPDX-License-Identifier: Apache-2.0
import JSON

/// What an access token of Google stands for.
struct GoogleToken: Sendable {
    static let cloudPlatform = "https://www.googleapis.com/auth/cloud-platform"

    /// Where a service's own scopes are not called after its host.
    private static let scopeNames = [
        "iamcredentials": "iam", "storage": "devstorage", "cloudresourcemanager": "cloudplatform",
        "dns": "ndev.clouddns", "sqladmin": "sqlservice",
    ]

    /// An account's address, or a `principal://…`.
    let principal: String
    let scopes: [String]
    let expiry: Int64
    let permissions: [String: [String]]
    let mayImpersonate: [String]

    /// Whether it is good for a request. https://developers.google.com/identity/protocols/oauth2/scopes
    func isScoped(for request: Request) -> Bool {
        let service = request.host.split(separator: ".").first.map(String.init) ?? ""
        let name = Self.scopeNames[service] ?? service
        return scopes.contains { scope in
            if scope == Self.cloudPlatform { return true }
            if scope == "\(Self.cloudPlatform).read-only" { return ["GET", "POST"].contains(request.method) }
            return scope.hasPrefix("https://www.googleapis.com/auth/\(name)")
        }
    }
}

extension GoogleCloud {
    mutating func token(
        _ principal: String, permissions: [String: [String]], mayImpersonate: [String], scopes: [String],
        expiry: Int64
    ) -> String {
        let text = "ya29.c.\(JWT.text(Identifier.random(96)))"
        tokens[text] = GoogleToken(
            principal: principal, scopes: scopes, expiry: expiry, permissions: permissions,
            mayImpersonate: mayImpersonate)
        return text
    }

    mutating func token(for account: GoogleAccount, scopes: [String], expiry: Int64) -> String {
        token(
            account.email, permissions: account.permissions, mayImpersonate: account.mayImpersonate, scopes: scopes,
            expiry: expiry)
    }
}
