// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

@testable import Vault

/// OpenBao's response wrapping, and what somebody in between can do with it.
struct WrappedSecretIDTests {
    private func ask(_ lab: Lab, _ headers: [String], _ path: String, _ body: JSONValue) async throws -> JSONValue {
        try await lab.bao("POST", path, body, headers: headers, mustSucceed: true)
    }

    private func wrapped(_ lab: Lab) async throws -> String {
        let answer = try await ask(
            lab, ["X-Vault-Token: \(lab.text("bao", "root_token"))", "X-Vault-Wrap-TTL: 1h"],
            "auth/approle/role/cloud-extractor/secret-id", [:])
        return try #require(answer["wrap_info"]?["token"]?.string)
    }

    private func login(_ lab: Lab, _ token: String, role: String = "cloud-extractor") async throws -> VaultSession {
        let method = LoginMethod.appRole(
            mount: "approle", roleID: .file(path: lab.text("approle", "role_id_file")),
            secretID: .wrapped(.held(.test(token)), role: role))
        return try await Bench(lab).session(method)
    }

    @Test func `a wrapping token logs in once`() async throws {
        let lab = try await Lab.shared()
        let token = try await wrapped(lab)
        let session = try await login(lab, token)
        #expect(session.token.lifetime == .seconds(1200))
        // A later login needs no second opening: the secret id is at hand.
        let used = session.token
        let next = try await session.logIn(after: used)
        #expect(next.accessor != used.accessor)
        try await session.revoke()
        await #expect(throws: VaultError.wrappingBroken(.usedOrExpired)) { try await login(lab, token) }
    }

    @Test func `what was in a token is there for the next login, where the first has failed`() async throws {
        let lab = try await Lab.shared()
        let bench = try Bench(lab)
        var method = LoginMethod.appRole(
            mount: "approle", roleID: .held(.test("no-role-of-this-vault")),
            secretID: .wrapped(.held(.test(try await wrapped(lab))), role: "cloud-extractor"))
        do {
            _ = try await bench.client().login(&method, journal: bench.journal)
            Issue.record("a login with no role")
        } catch let error as VaultError {
            #expect(error == .loginRefused(path: "auth/approle/login", status: 400))
        }
        guard case .appRole(_, _, .plain(let opened)) = method else {
            Issue.record("\(method)")
            return
        }
        let session = try await bench.session(
            .appRole(
                mount: "approle", roleID: .file(path: lab.text("approle", "role_id_file")), secretID: .plain(opened)))
        try await session.revoke()
    }

    @Test func `a token that somebody else has opened is found out`() async throws {
        let lab = try await Lab.shared()
        let token = try await wrapped(lab)
        _ = try await ask(lab, ["X-Vault-Token: \(token)"], "sys/wrapping/unwrap", [:])
        await #expect(throws: VaultError.wrappingBroken(.usedOrExpired)) { try await login(lab, token) }
    }

    @Test func `a token whose secret was wrapped again is found out and left unused`() async throws {
        let lab = try await Lab.shared()
        let opened = try await ask(
            lab, ["X-Vault-Token: \(try await wrapped(lab))"], "sys/wrapping/unwrap", [:])
        let again = try await ask(
            lab, ["X-Vault-Token: \(lab.text("bao", "root_token"))", "X-Vault-Wrap-TTL: 1h"], "sys/wrapping/wrap",
            opened["data"] ?? .null)
        let token = try #require(again["wrap_info"]?["token"]?.string)
        await #expect(throws: VaultError.wrappingBroken(.madeElsewhere)) { try await login(lab, token) }
        // It is evidence: whoever looks into it can still open it.
        let evidence = try await ask(lab, ["X-Vault-Token: \(token)"], "sys/wrapping/unwrap", [:])
        #expect(evidence["data"]?["secret_id"]?.string?.isEmpty == false)
    }

    @Test func `the role must be the very one, not one that begins alike`() async throws {
        let lab = try await Lab.shared()
        let token = try await wrapped(lab)
        await #expect(throws: VaultError.wrappingBroken(.madeElsewhere)) { try await login(lab, token, role: "cloud") }
    }

    @Test func `what has nothing to do with the token is no security event`() async throws {
        let lab = try await Lab.shared()
        let bench = try Bench(lab)
        let token = try await wrapped(lab)
        let method = LoginMethod.appRole(
            mount: "approle", roleID: .file(path: lab.text("approle", "role_id_file")),
            secretID: .wrapped(.held(.test(token)), role: "Cloud-Extractor"))
        let peer = "\(try await Peer.shared().address)/status"
        for (settings, environment) in [
            (nil, ["VAULT_NAMESPACE": "nosuch"]), (.init(address: "\(peer)/404"), [:]),
            (.init(address: "\(peer)/403"), [:]), (.init(address: "\(peer)/400"), [:]),
        ] as [(VaultConnection.Settings?, [String: String])] {
            await #expect {
                try await bench.client(settings, environment: environment).login(method, journal: bench.journal)
            } throws: { error in
                if case .wrappingBroken? = error as? VaultError { false } else { true }
            }
        }
        // And it is still good, for the role under any spelling.
        try await bench.session(method).revoke()
    }

    @Test func `what is no token at all is found out`() async throws {
        let lab = try await Lab.shared()
        await #expect(throws: VaultError.wrappingBroken(.usedOrExpired)) { try await login(lab, "s.nonsense") }
    }
}
