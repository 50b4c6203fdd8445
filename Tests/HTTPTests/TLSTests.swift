// SPDX-License-Identifier: Apache-2.0
import HTTP
import TestSupport
import Testing

/// OpenBao over TLS with a certificate of its own authority.
struct TLSTests {
    @Test func `a server is trusted by its authority only`() async throws {
        let lab = try await Lab(["--only", "bao", "--no-seed", "--tls"])
        let endpoint = try Endpoint(lab.text("bao", "address"))
        #expect(endpoint.scheme == .https)
        let health = HTTPRequest(.get, endpoint, "/v1/sys/health")

        let trusting = try HTTPClient(trust: TLSTrust(.file(path: lab.text("ca_certificate"))))
        let response = try await trusting.send(health)
        #expect(response.status == 200)
        #expect(response.version == "HTTP/2")

        let stranger = try HTTPClient(trust: TLSTrust(.file(path: "/etc/ssl/certs/ca-certificates.crt")))
        await #expect {
            try await stranger.send(health)
        } throws: { error in
            if case .tls(endpoint.authority, _)? = error as? HTTPError { true } else { false }
        }
    }

    @Test func `a missing file of authorities is a TLS error`() async throws {
        let client = try HTTPClient(trust: TLSTrust(.file(path: "/nonexistent/ca.pem")))
        let request = HTTPRequest(.get, try Endpoint("https://127.0.0.1:9"), "/")
        await #expect(throws: HTTPError.self) { try await client.send(request) }
    }
}
