// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

@testable import Vault

/// OpenBao checks the tokens, with a public key of its own configuration.
struct JWTLoginTests {
    /// A mount that takes tokens of one issuer, and a token.
    private func mounted(_ lab: Lab, audience: String, expiresIn seconds: Int = 60) async throws -> (String, String) {
        let mount = "jwt-\(UUID().uuidString.prefix(8).lowercased())"
        let answer = try await Oracle.ask(
            "jwt",
            question: [
                "claims": ["iss": "https://issuer.example", "sub": "cloud-extractor", "aud": .string(audience)],
                "expires_in": JSONValue(seconds),
            ])
        try await lab.bao("POST", "sys/auth/\(mount)", ["type": "jwt"], mustSucceed: true)
        try await lab.bao(
            "POST", "auth/\(mount)/config",
            ["jwt_validation_pubkeys": [answer["public_key"] ?? .null], "bound_issuer": "https://issuer.example"],
            mustSucceed: true)
        try await lab.bao(
            "POST", "auth/\(mount)/role/reader",
            [
                "role_type": "jwt", "user_claim": "sub", "bound_audiences": ["vault"], "token_policies": ["default"],
                "token_ttl": "10m",
            ], mustSucceed: true)
        return (mount, answer["token"]?.string ?? "")
    }

    private func login(_ lab: Lab, mount: String, role: String, token: String) async throws -> VaultSession {
        let directory = try TemporaryDirectory()
        let file = try directory.write("token", token + "\n")
        return try await Bench(lab).session(.jwt(mount: mount, role: role, token: .file(path: file)))
    }

    @Test func `a token of the right issuer and audience logs in`() async throws {
        let lab = try await Lab.shared()
        let (mount, token) = try await mounted(lab, audience: "vault")
        let session = try await login(lab, mount: mount, role: "reader", token: token)
        #expect(session.token.lifetime == .seconds(600))
        #expect(session.token.isRenewable)
        try await session.revoke()
    }

    @Test func `a token of another audience, a changed one and an expired one are refused`() async throws {
        let lab = try await Lab.shared()
        let (mount, foreign) = try await mounted(lab, audience: "somebody")
        let (own, token) = try await mounted(lab, audience: "vault")
        let (late, expired) = try await mounted(lab, audience: "vault", expiresIn: -600)
        // The last character of a signature of 256 bytes holds four bits; another one changes it.
        let changed = token.dropLast(2) + (token.hasSuffix("AA") ? "BQ" : "AA")
        for (mount, token) in [(mount, foreign), (own, String(changed)), (late, expired), (own, "nonsense")] {
            await #expect(throws: VaultError.loginRefused(path: "auth/\(mount)/login", status: 400)) {
                try await login(lab, mount: mount, role: "reader", token: token)
            }
        }
    }

    @Test func `a role that is not there is refused, whatever its name`() async throws {
        let lab = try await Lab.shared()
        let (mount, token) = try await mounted(lab, audience: "vault")
        for role in ["other", "with \"quotes\" and \\ backslash"] {
            await #expect(throws: VaultError.loginRefused(path: "auth/\(mount)/login", status: 400)) {
                try await login(lab, mount: mount, role: role, token: token)
            }
        }
    }
}
