// SPDX-License-Identifier: Apache-2.0
import JSON
import Secrets
import TestSupport
import Testing

@testable import HTTP
@testable import Vault

/// A standby node sends its clients to the active one. The token goes along, so nothing else is followed.
struct RedirectTests {
    private func location(
        _ status: Int, _ location: String?, from address: String = "https://standby:8200", disabled: Bool = false
    ) throws -> Endpoint? {
        let connection = try VaultConnection(
            .init(address: address), environment: VaultEnvironment(["VAULT_DISABLE_REDIRECTS": "\(disabled)"]))
        var request = VaultRequest(.get, try VaultPath("secret/data/a"))
        request.query = "version=2"
        var headers = HTTPHeaders()
        if let location { headers.append("Location", location) }
        let response = SecretHTTPResponse(status: status, headers: headers, body: SecretBuffer().secret())
        return try request.redirect(response, from: connection)
    }

    @Test(arguments: [301, 302, 307, 308])
    func `the same target on another node is followed`(status: Int) throws {
        let found = try location(status, "https://active:8200/v1/secret/data/a?version=2")
        #expect(found?.description == "https://active:8200")
        #expect(
            try location(status, "https://active/vault/v1/secret/data/a?version=2")?.description
                == "https://active/vault")
    }

    @Test(arguments: [200, 204, 300, 303, 304, 400])
    func `other statuses are no redirects`(status: Int) throws {
        #expect(try location(status, "https://active:8200/v1/secret/data/a?version=2") == nil)
    }

    @Test(arguments: [
        ("http://active:8200/v1/secret/data/a?version=2", RefusedRedirect.downgrade),
        ("http://127.0.0.1:8200/v1/secret/data/a?version=2", .downgrade),
        ("https://active:8200/v1/secret/data/b?version=2", .otherTarget),
        ("https://active:8200/v1/secret/data/a", .otherTarget),
        ("https://evil/?x=/v1/secret/data/a?version=2", .otherTarget),
        ("https://evil#/v1/secret/data/a?version=2", .otherTarget), ("/v1/secret/data/a?version=2", .otherTarget),
        ("https://user:pass@active/v1/secret/data/a?version=2", .otherTarget),
        ("ftp://active/v1/secret/data/a?version=2", .otherTarget), ("", .otherTarget),
    ])
    func `everything else is refused`(text: String, why: RefusedRedirect) {
        #expect(throws: VaultError.redirectRefused(path: "secret/data/a", why)) { try location(307, text) }
    }

    @Test func `without a place to go, and where redirects are disabled, there is an error too`() {
        #expect(throws: VaultError.redirectRefused(path: "secret/data/a", .otherTarget)) { try location(307, nil) }
        #expect(throws: VaultError.redirectRefused(path: "secret/data/a", .disabled)) {
            try location(307, "https://active:8200/v1/secret/data/a?version=2", disabled: true)
        }
    }

    private func follow(_ kind: String) async throws -> String? {
        let bench = try await Bench.shared()
        let client = try bench.client(.init(address: "\(try await Peer.shared().address)/elsewhere/\(kind)"))
        let token = VaultToken(unknown: .test("s.token"))
        let answer = try await client.send(VaultRequest(.get, try VaultPath("secret/data/a"), token: token))
        return try answer.text(at: ["data", "value"])
    }

    @Test func `one redirect is followed with the token, and not a second one`() async throws {
        #expect(try await follow("once") == "s.token")
        await #expect(throws: VaultError.redirectRefused(path: "secret/data/a", .second)) { try await follow("ever") }
        await #expect(throws: VaultError.redirectRefused(path: "secret/data/a", .otherTarget)) {
            try await follow("other")
        }
    }
}
