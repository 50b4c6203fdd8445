// SPDX-License-Identifier: Apache-2.0
import Audit
import Foundation
import HTTP
import JSON
import Secrets
import TestSupport
import Testing

@testable import Vault

/// Against OpenBao in dev mode.
struct VaultSessionTests {
    @Test func `an AppRole gets a token that is renewed, used and revoked`() async throws {
        let bench = try await Bench.shared()
        let session = try await bench.session(bench.appRole)
        #expect(session.token.lifetime == .seconds(1200))
        #expect(session.token.isRenewable)
        #expect(!session.token.accessor.isEmpty)
        #expect(try await session.renew() > .seconds(1000))

        let path = "cloud-extractor/demo/aws"
        let mount = try await session.mount("secret", secret: path)
        #expect(mount == KVMount(path: "secret", version: .v2))
        let secret = try await session.read(path, from: mount, try bench.journal.reading("secret/\(path)"))
        #expect(secret.fieldNames == ["access_key_id", "secret_access_key"])
        #expect(try secret.text("access_key_id") == bench.lab.text("aws", "user_access_key_id"))
        #expect(secret.version == 1)
        #expect(throws: VaultError.fieldMissing(path: "secret/data/\(path)", field: "nothing")) {
            try secret.field("nothing")
        }

        try await session.revoke()
        await #expect(throws: VaultError.tokenInvalid(path: "auth/token/renew-self")) { try await session.renew() }
    }

    @Test func `a policy's refusal is told from a token's`() async throws {
        let bench = try await Bench.shared()
        let session = try await bench.session(bench.appRole)
        let mount = KVMount(path: "secret", version: .v2)
        await #expect(throws: VaultError.permissionDenied(path: "secret/data/elsewhere")) {
            try await session.read("elsewhere", from: mount, try bench.journal.reading("secret/elsewhere"))
        }
    }

    @Test func `a root token is refused unless it is allowed by name`() async throws {
        let bench = try await Bench.shared()
        await #expect(throws: VaultError.tokenUnlimited(.root)) {
            try await bench.session(bench.token(allowsUnlimited: false))
        }
        _ = try await bench.session()
    }

    @Test(arguments: ["", " s.token", "s.to\nken", "s.token "])
    func `what is no credential is not sent`(text: String) async throws {
        let bench = try await Bench.shared()
        await #expect(
            throws: VaultError.setting(
                name: "the credential of vault.auth", problem: "is empty, or has white space in it")
        ) { try await bench.session(bench.token(text)) }
    }

    @Test func `a wrong token is refused at the login`() async throws {
        let bench = try await Bench.shared()
        await #expect(throws: VaultError.tokenInvalid(path: "auth/token/lookup-self")) {
            try await bench.session(bench.token("s.nonsense"))
        }
    }

    @Test func `a token that was revoked in use is followed by another, once`() async throws {
        let bench = try await Bench.shared()
        let session = try await bench.session(bench.appRole)
        let first = session.token
        try await session.client.revoke(first)
        let mount = KVMount(path: "secret", version: .v2)
        let path = "cloud-extractor/demo/aws"
        _ = try await session.read(path, from: mount, try bench.journal.reading("secret/\(path)"))
        #expect(session.token.accessor != first.accessor)
        try await session.revoke()
    }

    @Test func `a token that was given is all there is, and its end is an error`() async throws {
        let bench = try await Bench.shared()
        let token = try await bench.token(policy: "path \"secret/data/x\" { capabilities = [\"read\"] }\n" + ownToken)
        let session = try await bench.session(bench.token(token))
        try await session.client.revoke(session.token)
        let mount = KVMount(path: "secret", version: .v2)
        await #expect(throws: VaultError.tokenInvalid(path: "secret/data/x")) {
            try await session.read("x", from: mount, try bench.journal.reading("secret/x"))
        }
    }

    private let ownToken = """
        path "auth/token/lookup-self" { capabilities = ["read"] }
        path "auth/token/revoke-self" { capabilities = ["update"] }
        """

    @Test func `both engine versions are told apart and read`() async throws {
        let bench = try await Bench.shared()
        let (lab, session) = (bench.lab, try await bench.session())
        let name = "kv1-\(UUID().uuidString.prefix(8))"
        try await lab.bao("POST", "sys/mounts/\(name)", ["type": "kv", "options": ["version": "1"]], mustSucceed: true)
        try await lab.bao(
            "POST", "\(name)/some/path", ["word": "geheim \"é\" \\ \u{1F600}\n", "number": 5], mustSucceed: true)
        let mount = try await session.mount(name, secret: "some/path")
        #expect(mount == KVMount(path: name, version: .v1))
        let secret = try await session.read(
            "some/path", from: mount, try bench.journal.reading(mount.target(of: "some/path")))
        #expect(secret.version == nil)
        #expect(try secret.text("word") == "geheim \"é\" \\ \u{1F600}\n")
        // A number is no text, and is not made one.
        #expect(throws: VaultError.fieldMalformed(path: "\(name)/some/path", field: "number", expected: "text")) {
            try secret.text("number")
        }
        await #expect(throws: VaultError.missing(path: "\(name)/other")) {
            try await session.read("other", from: mount, try bench.journal.reading(mount.target(of: "other")))
        }
    }

    @Test func `a deleted secret is not a missing one`() async throws {
        let bench = try await Bench.shared()
        let (lab, session) = (bench.lab, try await bench.session())
        let name = "deleted-\(UUID().uuidString)"
        let mount = KVMount(path: "secret", version: .v2)
        await #expect(throws: VaultError.missing(path: "secret/data/\(name)")) {
            try await session.read(name, from: mount, try bench.journal.reading(mount.target(of: name)))
        }
        try await lab.bao("POST", "secret/data/\(name)", ["data": ["a": "b"]], mustSucceed: true)
        try await lab.bao("POST", "secret/delete/\(name)", ["versions": [1]], mustSucceed: true)
        await #expect(throws: VaultError.deleted(path: "secret/data/\(name)")) {
            try await session.read(name, from: mount, try bench.journal.reading(mount.target(of: name)))
        }
    }

    @Test func `HTML from a proxy is no answer of Vault's`() async throws {
        let bench = try await Bench.shared()
        let client = try bench.client(.init(address: "\(try await Peer.shared().address)/status/200"))
        await #expect(throws: VaultError.malformedAnswer(path: "auth/token/lookup-self", status: 200)) {
            try await client.login(bench.token("s.token"), journal: bench.journal)
        }
    }
}
