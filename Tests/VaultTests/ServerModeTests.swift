// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import JSON
import TestSupport
import Testing

@testable import Vault

/// OpenBao as it is run in production: TLS, a certificate of its own authority, initialised, unsealed.
struct ServerModeTests {
    private static let lab = Task { try await Lab(["--only", "bao", "--mode", "server"], isShared: true) }

    private func bench() async throws -> Bench { try Bench(try await Self.lab.value) }

    /// Asks for the health over a connection that is made up of these.
    private func reach(
        _ bench: Bench, _ address: String, _ environment: [String: String]
    ) async throws -> VaultHealth.State {
        try await bench.client(.init(address: address), environment: environment).health().state
    }

    private func expectTLSError(_ bench: Bench, _ address: String, _ environment: [String: String]) async {
        await #expect {
            try await reach(bench, address, environment)
        } throws: { error in
            if case .unreachable(.tls)? = error as? VaultError { true } else { false }
        }
    }

    @Test func `the authority may be a file, a directory or a text, and no other one will do`() async throws {
        let bench = try await bench()
        let (lab, address) = (bench.lab, bench.lab.text("bao", "address"))
        let file = lab.text("tls", "ca_certificate")
        let pem = try String(contentsOf: URL(filePath: file), encoding: .utf8)
        for environment in [
            ["VAULT_CACERT": file], ["VAULT_CAPATH": lab.text("tls", "ca_directory")], ["BAO_CACERT_BYTES": pem],
        ] {
            #expect(try await reach(bench, address, environment) == .active)
        }
        let other = lab.text("tls", "other_ca_certificate")
        let otherPEM = try String(contentsOf: URL(filePath: other), encoding: .utf8)
        for environment in [
            [:], ["VAULT_CACERT": other], ["VAULT_CACERT_BYTES": otherPEM], ["VAULT_CAPATH": "/nonexistent"],
            ["VAULT_CACERT": "/nonexistent"], ["VAULT_CACERT_BYTES": "no PEM"],
            // The first that is set is the one that counts.
            ["VAULT_CACERT": other, "VAULT_CAPATH": lab.text("tls", "ca_directory")],
        ] {
            await expectTLSError(bench, address, environment)
        }
    }

    @Test func `an expired certificate is refused`() async throws {
        let bench = try await bench()
        await expectTLSError(
            bench, bench.lab.text("bao", "expired_address"), ["VAULT_CACERT": bench.lab.text("tls", "ca_certificate")])
    }

    @Test func `a certificate must have the address's name, or the one that it is told to have`() async throws {
        let bench = try await bench()
        let address = bench.lab.text("bao", "named_address")
        let trust = ["VAULT_CACERT": bench.lab.text("tls", "ca_certificate")]
        await expectTLSError(bench, address, trust)
        await expectTLSError(bench, address, trust.merging(["VAULT_TLS_SERVER_NAME": "other.example"]) { $1 })
        let named = trust.merging(["VAULT_TLS_SERVER_NAME": "vault.internal.example"]) { $1 }
        #expect(try await reach(bench, address, named) == .active)
        // The name is not one that the right address would have.
        await expectTLSError(bench, bench.lab.text("bao", "address"), named)
    }

    @Test func `a socket needs neither host nor TLS`() async throws {
        let bench = try await bench()
        let client = try bench.client(.init(address: "unix://\(bench.lab.text("bao", "unix_socket"))"))
        let session = try await client.login(bench.appRole, journal: bench.journal)
        #expect(try await session.facts().policies == ["cloud-extractor"])
        try await session.revoke()
        await #expect(throws: VaultError.self) {
            try await reach(bench, "unix:///nonexistent.sock", ["VAULT_MAX_RETRIES": "0"])
        }
    }

    @Test func `a client certificate logs in, a stranger's and none do not`() async throws {
        let bench = try await bench()
        let lab = bench.lab
        let mount = "cert-\(UUID().uuidString.lowercased())"
        try await lab.bao("POST", "sys/auth/\(mount)", ["type": "cert"], mustSucceed: true)
        let authority = try String(contentsOf: URL(filePath: lab.text("tls", "ca_certificate")), encoding: .utf8)
        try await lab.bao(
            "POST", "auth/\(mount)/certs/agent",
            ["certificate": .string(authority), "token_policies": ["default"], "token_ttl": "10m"], mustSucceed: true)
        func login(_ environment: [String: String], role: String? = "agent") async throws -> VaultSession {
            try await bench.client(environment: environment).login(
                .certificate(mount: mount, role: role), journal: bench.journal)
        }
        let files = [
            "VAULT_CLIENT_CERT": lab.text("tls", "client_certificate"),
            "VAULT_CLIENT_KEY": lab.text("tls", "client_key"),
        ]
        for role in ["agent", nil] {
            let session = try await login(files, role: role)
            #expect(session.token.lifetime == .seconds(600))
            try await session.revoke()
        }
        let bytes = try [
            "BAO_CLIENT_CERT_BYTES": String(contentsOf: URL(filePath: files["VAULT_CLIENT_CERT"]!), encoding: .utf8),
            "BAO_CLIENT_KEY_BYTES": String(contentsOf: URL(filePath: files["VAULT_CLIENT_KEY"]!), encoding: .utf8),
        ]
        try await login(bytes).revoke()

        let refused = VaultError.loginRefused(path: "auth/\(mount)/login", status: 400)
        let stranger = [
            "VAULT_CLIENT_CERT": lab.text("tls", "stranger_certificate"),
            "VAULT_CLIENT_KEY": lab.text("tls", "stranger_key"),
        ]
        await #expect(throws: refused) { try await login(stranger) }
        await #expect(throws: refused) { try await login(files, role: "other") }
        await #expect {
            try await login([:])
        } throws: { error in
            if case .setting? = error as? VaultError { true } else { false }
        }
        let mixed = files.merging(["VAULT_CLIENT_KEY": stranger["VAULT_CLIENT_KEY"]!]) { $1 }
        await #expect {
            try await login(mixed)
        } throws: { error in
            if case .unreachable(.tls)? = error as? VaultError { true } else { false }
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func `sealed in the middle of the work is an error at once, and the session goes on after it`() async throws {
        let lab = try await Lab(["--only", "bao", "--mode", "server"])
        let bench = try Bench(lab)
        let session = try await bench.session(bench.appRole)
        let mount = KVMount(path: "secret", version: .v2)
        let path = "cloud-extractor/demo/aws"
        func read() async throws -> KVSecret {
            try await session.read(path, from: mount, try bench.journal.reading("secret/\(path)"))
        }
        _ = try await read()
        try await lab.bao("PUT", "sys/seal", mustSucceed: true)
        await #expect(throws: VaultError.sealed) { try await read() }
        #expect(try await session.client.health().state == .sealed)
        for index in [0, 2] {
            let key = try #require(lab.facts["bao"]?["unseal_keys"]?.array?[index])
            try await lab.bao("PUT", "sys/unseal", ["key": key], headers: [], mustSucceed: true)
        }
        // For a moment after it the node is not active yet.
        try await ready(session.client)
        _ = try await read()
        try await session.revoke()
    }

    private func ready(_ client: VaultClient) async throws {
        while try await client.health().state != .active { try await Task.sleep(for: .milliseconds(50)) }
    }
}
