// SPDX-License-Identifier: Apache-2.0
package import Access
package import Audit
import Ciphers
package import HTTP
import JSON
package import Posix
package import REST
import Secrets

/// Where an application gets its tokens: Entra's token endpoint, or the machine's metadata service,
/// https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow.
package struct AzureAuthority: Sendable {
    package let tenant: String
    package let cloud: AzureCloud
    package let credentials: AzureCredentials
    let endpoints: RESTEndpoints
    let http: HTTPClient
    let wallClock: any WallClock

    package init(
        tenant: String, cloud: AzureCloud, credentials: AzureCredentials, endpoints: RESTEndpoints, http: HTTPClient,
        wallClock: any WallClock
    ) {
        self.tenant = tenant
        self.cloud = cloud
        self.credentials = credentials
        self.endpoints = endpoints
        self.http = http
        self.wallClock = wallClock
    }

    /// Where a cloud's services are.
    package static func endpoints(_ cloud: AzureCloud, override: String?) throws(HTTPError) -> RESTEndpoints {
        try RESTEndpoints(override: override) { cloud.host($0) }
    }

    /// A service that tokens are for.
    package enum Audience: Sendable {
        case resourceManager
        /// Microsoft Graph, where applications and their credentials are.
        case graph

        var host: String { self == .graph ? AzureCloud.graph : AzureCloud.resourceManager }
    }

    /// - Parameter receipt: for the tenant.
    package func token(
        for audience: Audience = .resourceManager, _ receipt: consuming Receipt<AzureSessionOpen>
    ) async throws(CloudError) -> BearerToken {
        receipt.spend(on: tenant)
        let request: TokenRequest
        switch credentials {
        case .clientSecret(let id, let secret):
            request = try entra(id, audience, [(name: "client_secret", value: .secret(secret))])
        case .certificate(let id, let certificate, let key):
            request = try entra(id, audience, try assertion(id, certificate, key))
        case .workloadIdentity(let id, let file):
            request = try entra(id, audience, Self.assertion(try federatedToken(file)))
        case .managedIdentity(let id): request = try metadata(id, audience)
        }
        return try await request.send(http, now: wallClock.now()) { status, body in
            let code = Self.code(body) ?? "HTTP\(status)"
            return (Self.kind(status), code)
        }
    }

    private func entra(
        _ clientID: String, _ audience: Audience, _ proof: [(name: String, value: TokenRequest.Value)]
    ) throws(CloudError) -> TokenRequest {
        var request = TokenRequest(
            operation: "oauth2/v2.0/token", .post, try endpoint(AzureCloud.authority), "/\(tenant)/oauth2/v2.0/token")
        try request.setForm(
            [
                (name: "client_id", value: .text(clientID)), (name: "grant_type", value: .text("client_credentials")),
                (name: "scope", value: .text(cloud.scope(audience.host))),
            ] + proof)
        return request
    }

    /// https://learn.microsoft.com/en-us/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
    private func metadata(_ clientID: String?, _ audience: Audience) throws(CloudError) -> TokenRequest {
        let resource = PercentEncoding.component("https://\(cloud.host(audience.host))/")
        let id = clientID.map { "&client_id=\(PercentEncoding.component($0))" } ?? ""
        var request = TokenRequest(
            operation: "metadata/identity/oauth2/token", .get, try metadataEndpoint(),
            "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=\(resource)\(id)")
        try request.setHeader("metadata", "true")
        return request
    }

    private func metadataEndpoint() throws(CloudError) -> Endpoint {
        do {
            return try endpoints.metadata("169.254.169.254")
        } catch {
            throw failure(.transport(error), "MalformedEndpoint")
        }
    }

    private func endpoint(_ host: String) throws(CloudError) -> Endpoint {
        do {
            return try endpoints.endpoint(of: host)
        } catch {
            throw failure(.transport(error), "MalformedEndpoint")
        }
    }

    private static func assertion(_ token: SharedSecret) -> [(name: String, value: TokenRequest.Value)] {
        [
            (
                name: "client_assertion_type",
                value: .text("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            ), (name: "client_assertion", value: .secret(token)),
        ]
    }

    /// https://learn.microsoft.com/en-us/entra/identity-platform/certificate-credentials
    private func assertion(
        _ clientID: String, _ certificate: Certificate, _ key: RSASigningKey
    ) throws(CloudError) -> [(name: String, value: TokenRequest.Value)] {
        let now = wallClock.now().seconds
        let audience = "\(try endpoint(AzureCloud.authority))/\(tenant)/oauth2/v2.0/token"
        do {
            let token = try SignedAssertion.sign(
                header: ["x5t#S256": .string(Base64.urlUnpadded.string(certificate.sha256))],
                claims: [
                    "aud": .string(audience), "iss": .string(clientID), "sub": .string(clientID),
                    "jti": .string(Hex.string(randomBytes(count: 16))), "nbf": JSONValue(Int(now)),
                    "iat": JSONValue(Int(now)), "exp": JSONValue(Int(now + 600)),
                ], key)
            return Self.assertion(token)
        } catch {
            throw failure(.credentials, "AssertionNotSigned")
        }
    }

    private func federatedToken(_ path: String) throws(CloudError) -> SharedSecret {
        do {
            return SharedSecret(try Secret(contentsOfFile: path))
        } catch {
            throw failure(.credentials, "TokenFileUnreadable")
        }
    }

    /// `AADSTS7000215`: Entra's own code, with which its description begins,
    /// https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes.
    static func code(_ body: Span<UInt8>) -> String? {
        guard let answer = try? JSONValue(parsing: body) else { return nil }
        if let description = answer["error_description"]?.string, description.hasPrefix("AADSTS") {
            return String(description.prefix { $0.isLetter || $0.isNumber })
        }
        return answer["error"]?.string.flatMap { error in
            error.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && error.utf8.count <= 100 ? error : nil
        }
    }

    private static func kind(_ status: Int) -> CloudError.Kind {
        switch status {
        case 429: .throttled
        case 408, 500...: .unavailable
        case 403: .denied
        default: .credentials
        }
    }

    private func failure(_ kind: CloudError.Kind, _ code: String) -> CloudError {
        CloudError(service: "token", operation: "oauth2/v2.0/token", kind, code: code)
    }
}

extension AzureAuthority {
    /// Where applications log in.
    package static var host: String { AzureCloud.authority }
}
