// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit
import Ciphers
package import HTTP
import JSON
package import Posix
package import REST
import Secrets

/// Where a caller gets its tokens: Google's token endpoint with a signed assertion, the Security Token Service, or the
/// machine's metadata server; and from there, as a service account that only reads,
/// https://developers.google.com/identity/protocols/oauth2/service-account#httprest.
package struct GCPAuthority: Sendable {
    /// Of tokens that are only there to become somebody else's.
    package static let baseScope = "https://www.googleapis.com/auth/cloud-platform"

    /// What a token for a service may do at most, whatever the roles say: reading, where the service has such a scope.
    /// Most have none but the widest, by their discovery documents, and there the role alone is the limit.
    package static func scope(for host: String) -> String {
        let name =
            switch host {
            case "compute.googleapis.com": "compute.readonly"
            case "monitoring.googleapis.com": "monitoring.read"
            case "apikeys.googleapis.com", "appengine.googleapis.com", "artifactregistry.googleapis.com",
                "bigquery.googleapis.com", "bigtableadmin.googleapis.com", "cloudresourcemanager.googleapis.com",
                "dns.googleapis.com", "logging.googleapis.com", "serviceusage.googleapis.com",
                "storage.googleapis.com":
                "cloud-platform.read-only"
            default: "cloud-platform"
            }
        return "https://www.googleapis.com/auth/\(name)"
    }

    package static let tokenHost = "oauth2.googleapis.com"

    package let credentials: GCPCredentials
    let endpoints: RESTEndpoints
    let http: HTTPClient
    let wallClock: any WallClock

    package init(
        credentials: GCPCredentials, endpoints: RESTEndpoints, http: HTTPClient, wallClock: any WallClock
    ) {
        self.credentials = credentials
        self.endpoints = endpoints
        self.http = http
        self.wallClock = wallClock
    }

    /// Where the services of a universe are.
    package static func endpoints(universe: String, override: String?) throws(HTTPError) -> RESTEndpoints {
        try RESTEndpoints(override: override) { host in
            host.hasSuffix(".googleapis.com") ? "\(host.dropLast("googleapis.com".count))\(universe)" : host
        }
    }

    /// A token of the caller itself.
    ///
    /// - Parameters:
    ///   - scope: what it may do at most.
    ///   - receipt: for the principal.
    package func token(
        scope: String, _ receipt: consuming Receipt<GCPSessionOpen>
    ) async throws(CloudError) -> BearerToken {
        receipt.spend(on: credentials.principal)
        let request: TokenRequest
        switch credentials {
        case .serviceAccountKey(let email, let id, let key): request = try assertion(email, id, key, scope)
        case .workloadIdentity(let audience, let file): request = try exchange(audience, file, scope)
        case .metadataServer: request = try metadata(scope)
        }
        return try await Self.send(request, http, wallClock.now())
    }

    /// A token of a service account that a caller may impersonate: short of life,
    /// https://cloud.google.com/iam/docs/create-short-lived-credentials-direct.
    ///
    /// - Parameters:
    ///   - base: of the caller.
    ///   - receipt: for the service account.
    package static func token(
        as email: String, scope: String, lifetime: Duration, base: BearerToken, at endpoints: RESTEndpoints,
        _ http: HTTPClient, now: Timestamp, _ receipt: consuming Receipt<GCPSessionOpen>
    ) async throws(CloudError) -> BearerToken {
        receipt.spend(on: email)
        let path = PercentEncoding.component(email)
        var request = TokenRequest(
            operation: "generateAccessToken", .post, try endpoint("iamcredentials.googleapis.com", endpoints),
            "/v1/projects/-/serviceAccounts/\(path):generateAccessToken")
        try request.setHeader("authorization", base.header)
        try request.setBody([
            "scope": [.string(scope)], "lifetime": .string("\(lifetime.components.seconds)s"),
        ])
        return try await send(request, http, now)
    }

    private static func send(
        _ request: TokenRequest, _ http: HTTPClient, _ now: Timestamp
    ) async throws(CloudError) -> BearerToken {
        try await request.send(http, now: now) { status, body in
            let code = GCPErrorBody(body).code ?? "HTTP\(status)"
            let kind = CloudError.gcpKind(code: code, status: status)
            return (kind == .refused ? .credentials : kind, code)
        }
    }

    /// RFC 7523 §2.1.
    private func assertion(
        _ email: String, _ keyID: String, _ key: RSASigningKey, _ scope: String
    ) throws(CloudError) -> TokenRequest {
        let endpoint = try endpoint(Self.tokenHost)
        let now = Int(wallClock.now().seconds)
        let token: SharedSecret
        do {
            token = try SignedAssertion.sign(
                header: ["kid": .string(keyID)],
                claims: [
                    "iss": .string(email), "scope": .string(scope), "aud": .string("\(endpoint)/token"),
                    "iat": JSONValue(now), "exp": JSONValue(now + 3600),
                ], key)
        } catch {
            throw Self.failure(.credentials, "AssertionNotSigned")
        }
        var request = TokenRequest(operation: "token", .post, endpoint, "/token")
        try request.setForm([
            (name: "grant_type", value: .text("urn:ietf:params:oauth:grant-type:jwt-bearer")),
            (name: "assertion", value: .secret(token)),
        ])
        return request
    }

    /// RFC 8693, https://cloud.google.com/iam/docs/workload-identity-federation.
    private func exchange(_ audience: String, _ file: String, _ scope: String) throws(CloudError) -> TokenRequest {
        let subject: SharedSecret
        do {
            subject = SharedSecret(try Secret(contentsOfFile: file))
        } catch {
            throw Self.failure(.credentials, "TokenFileUnreadable")
        }
        var request = TokenRequest(operation: "v1/token", .post, try endpoint("sts.googleapis.com"), "/v1/token")
        try request.setForm([
            (name: "audience", value: .text(audience)),
            (name: "grant_type", value: .text("urn:ietf:params:oauth:grant-type:token-exchange")),
            (name: "requested_token_type", value: .text("urn:ietf:params:oauth:token-type:access_token")),
            (name: "scope", value: .text(scope)),
            (name: "subject_token_type", value: .text("urn:ietf:params:oauth:token-type:jwt")),
            (name: "subject_token", value: .secret(subject)),
        ])
        return request
    }

    /// https://cloud.google.com/compute/docs/access/authenticate-workloads
    private func metadata(_ scope: String) throws(CloudError) -> TokenRequest {
        let endpoint: Endpoint
        do {
            endpoint = try endpoints.metadata("metadata.google.internal")
        } catch {
            throw Self.failure(.transport(error), "MalformedEndpoint")
        }
        var request = TokenRequest(
            operation: "computeMetadata/token", .get, endpoint,
            "/computeMetadata/v1/instance/service-accounts/default/token?scopes=\(PercentEncoding.component(scope))")
        try request.setHeader("metadata-flavor", "Google")
        return request
    }

    private func endpoint(_ host: String) throws(CloudError) -> Endpoint { try Self.endpoint(host, endpoints) }

    private static func endpoint(_ host: String, _ endpoints: RESTEndpoints) throws(CloudError) -> Endpoint {
        do {
            return try endpoints.endpoint(of: host)
        } catch {
            throw failure(.transport(error), "MalformedEndpoint")
        }
    }

    private static func failure(_ kind: CloudError.Kind, _ code: String) -> CloudError {
        CloudError(service: "token", operation: "token", kind, code: code)
    }
}
