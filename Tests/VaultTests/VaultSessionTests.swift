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
    private func client(_ lab: Lab) throws -> VaultClient {
        try VaultClient(VaultAddress(address: lab.text("bao", "address"), namespace: nil, authorities: nil))
    }

    private func rootSession(_ lab: Lab, _ announcements: Announcements) async throws -> VaultSession {
        let directory = try TemporaryDirectory()
        let file = try directory.write("token", lab.text("bao", "root_token") + "\n")
        return try await client(lab).login(
            .tokenFile(path: file, allowsUnlimited: true),
            try announcements.login(.tokenFile(path: file, allowsUnlimited: true)))
    }

    private func appRole(_ lab: Lab) -> LoginMethod {
        .appRole(
            mount: "approle", roleIDFile: lab.text("approle", "role_id_file"),
            secretID: .file(path: lab.text("approle", "secret_id_file")))
    }

    @Test func `an AppRole gets a token that is renewed, used and revoked`() async throws {
        let lab = try await Lab.shared()
        let announcements = try Announcements()
        let session = try await client(lab).login(appRole(lab), try announcements.login(appRole(lab)))
        #expect(session.token.lifetime == .seconds(1200))
        #expect(session.token.isRenewable)
        #expect(!session.token.accessor.isEmpty)
        #expect(try await session.renew() > .seconds(1000))

        let path = "cloud-extractor/demo/aws"
        let mount = try await session.mount("secret", secret: path)
        #expect(mount == KVMount(path: "secret", version: .v2))
        let secret = try await session.read(path, from: mount, try announcements.read(mount.target(of: path)))
        #expect(secret.fieldNames == ["access_key_id", "secret_access_key"])
        #expect(try secret.text("access_key_id") == lab.text("aws", "user_access_key_id"))
        #expect(secret.version == 1)
        #expect(throws: VaultError.fieldMissing(path: "secret/data/\(path)", field: "nothing")) {
            try secret.field("nothing")
        }

        try await session.revoke()
        await #expect(throws: VaultError.tokenInvalid(path: "secret/data/\(path)")) {
            try await session.read(path, from: mount, try announcements.read(mount.target(of: path)))
        }
    }

    @Test func `a policy's refusal is told from a token's`() async throws {
        let lab = try await Lab.shared()
        let announcements = try Announcements()
        let session = try await client(lab).login(appRole(lab), try announcements.login(appRole(lab)))
        let mount = KVMount(path: "secret", version: .v2)
        await #expect(throws: VaultError.permissionDenied(path: "secret/data/elsewhere")) {
            try await session.read("elsewhere", from: mount, try announcements.read(mount.target(of: "elsewhere")))
        }
    }

    @Test func `a root token is refused unless it is allowed by name`() async throws {
        let lab = try await Lab.shared()
        let directory = try TemporaryDirectory()
        let method = LoginMethod.tokenFile(path: try directory.write("token", lab.text("bao", "root_token")))
        await #expect(throws: VaultError.tokenUnlimited(.root)) {
            try await client(lab).login(method, try Announcements().login(method))
        }
        _ = try await rootSession(lab, try Announcements())
    }

    @Test func `a wrong token in a file is refused at the login`() async throws {
        let lab = try await Lab.shared()
        let directory = try TemporaryDirectory()
        let file = try directory.write("token", "s.nonsense")
        let announcements = try Announcements()
        await #expect(throws: VaultError.tokenInvalid(path: "auth/token/lookup-self")) {
            try await client(lab).login(.tokenFile(path: file), try announcements.login(.tokenFile(path: file)))
        }
    }

    @Test func `both engine versions are told apart and read`() async throws {
        let lab = try await Lab.shared()
        let announcements = try Announcements()
        let session = try await rootSession(lab, announcements)
        let name = "kv1-\(UUID().uuidString.prefix(8))"
        try await lab.bao("POST", "sys/mounts/\(name)", ["type": "kv", "options": ["version": "1"]], mustSucceed: true)
        try await lab.bao(
            "POST", "\(name)/some/path", ["word": "geheim \"é\" \\ \u{1F600}\n", "number": 5], mustSucceed: true)
        let mount = try await session.mount(name, secret: "some/path")
        #expect(mount == KVMount(path: name, version: .v1))
        let secret = try await session.read(
            "some/path", from: mount, try announcements.read(mount.target(of: "some/path")))
        #expect(secret.version == nil)
        #expect(try secret.text("word") == "geheim \"é\" \\ \u{1F600}\n")
        // A number is no text, and is not made one.
        #expect(throws: VaultError.fieldMissing(path: "\(name)/some/path", field: "number")) {
            try secret.text("number")
        }
        await #expect(throws: VaultError.missing(path: "\(name)/other")) {
            try await session.read("other", from: mount, try announcements.read(mount.target(of: "other")))
        }
    }

    @Test func `a deleted secret is not a missing one`() async throws {
        let lab = try await Lab.shared()
        let announcements = try Announcements()
        let session = try await rootSession(lab, announcements)
        let name = "deleted-\(UUID().uuidString)"
        let mount = KVMount(path: "secret", version: .v2)
        await #expect(throws: VaultError.missing(path: "secret/data/\(name)")) {
            try await session.read(name, from: mount, try announcements.read(mount.target(of: name)))
        }
        try await lab.bao("POST", "secret/data/\(name)", ["data": ["a": "b"]], mustSucceed: true)
        try await lab.bao("POST", "secret/delete/\(name)", ["versions": [1]], mustSucceed: true)
        await #expect(throws: VaultError.deleted(path: "secret/data/\(name)")) {
            try await session.read(name, from: mount, try announcements.read(mount.target(of: name)))
        }
    }

    @Test func `a token is renewed at two thirds of its life, again and again`() async throws {
        let lab = try await Lab.shared()
        let announcements = try Announcements()
        let session = try await client(lab).login(appRole(lab), try announcements.login(appRole(lab)))
        let clock = LeapingClock()
        let keeper = Task { try await session.keepAlive(clock: clock) }
        while clock.slept.count < 3 { await Task.yield() }
        keeper.cancel()
        _ = await keeper.result
        #expect(clock.slept.prefix(3).allSatisfy { $0 >= .seconds(800) && $0 <= .seconds(920) })
    }

    @Test func `a token that Vault takes no more is not asked for again`() async throws {
        let lab = try await Lab.shared()
        let announcements = try Announcements()
        let method = appRole(lab)
        let session = try await client(lab).login(method, try announcements.login(method))
        try await session.revoke()
        let clock = LeapingClock()
        await #expect(throws: VaultError.tokenInvalid(path: "auth/token/renew-self")) {
            try await session.keepAlive(clock: clock)
        }
        #expect(clock.slept.count == 1)
    }

    @Test func `HTML from a proxy is no answer of Vault's`() async throws {
        let announcements = try Announcements()
        let address = try VaultAddress(
            address: "\(try await Peer.shared().address)/status/200", namespace: nil, authorities: nil)
        let directory = try TemporaryDirectory()
        let file = try directory.write("token", "s.token")
        await #expect(throws: VaultError.malformedAnswer(path: "auth/token/lookup-self")) {
            try await VaultClient(address).login(
                .tokenFile(path: file), try announcements.login(.tokenFile(path: file)))
        }
    }
}
