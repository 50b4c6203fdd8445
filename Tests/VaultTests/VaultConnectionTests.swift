// SPDX-License-Identifier: Apache-2.0
import HTTP
import Secrets
import TestSupport
import Testing

@testable import Vault

/// What the variables of Vault's clients come to, without a network.
struct VaultConnectionTests {
    private func connection(
        _ environment: [String: String], _ settings: VaultConnection.Settings = .init()
    ) throws -> VaultConnection {
        try VaultConnection(settings, environment: VaultEnvironment(environment))
    }

    @Test func `the environment wins over the configuration, and OpenBao's names over Vault's`() throws {
        let settings = VaultConnection.Settings(address: "https://configured:1", namespace: "c")
        #expect(try connection([:], settings).endpoint.description == "https://configured:1")
        let vault = ["VAULT_ADDR": "https://vault:2", "VAULT_NAMESPACE": "v"]
        #expect(try connection(vault, settings).endpoint.description == "https://vault:2")
        #expect(try connection(vault, settings).namespace == "v")
        let both = vault.merging(["BAO_ADDR": "https://bao:3", "BAO_NAMESPACE": ""]) { $1 }
        #expect(try connection(both, settings).endpoint.description == "https://bao:3")
        // Set to nothing, it hides Vault's, and what is configured holds.
        #expect(try connection(both, settings).namespace == "c")
        #expect(try connection(both.merging(["VAULT_AGENT_ADDR": "http://127.0.0.1:4"]) { $1 }).endpoint.port == 4)
        #expect(try connection([:]).endpoint.description == "https://127.0.0.1:8200")
    }

    @Test func `a socket takes the place of a host`() throws {
        let made = try connection(["VAULT_ADDR": "unix:///run/vault/agent.sock"])
        #expect(made.route.socket == "/run/vault/agent.sock")
        #expect(made.endpoint.description == "http://localhost")
        #expect(made.place == "unix:///run/vault/agent.sock")
        #expect(throws: VaultError.self) { try connection(["VAULT_ADDR": "unix://relative"]) }
    }

    @Test(arguments: ["VAULT_PROXY_ADDR", "VAULT_HTTP_PROXY", "BAO_PROXY_ADDR"])
    func `nothing goes through a proxy without TLS`(name: String) throws {
        let proxy = [name: "http://proxy.example:3128"]
        #expect(throws: VaultError.self) {
            try connection(proxy.merging(["VAULT_ADDR": "http://127.0.0.1:8200"]) { $1 })
        }
        #expect(try connection(proxy).route.proxy == "http://proxy.example:3128")
    }

    @Test func `authorities come from a file, a text or a directory, in this order`() throws {
        let all = ["VAULT_CACERT": "/f", "VAULT_CACERT_BYTES": "PEM", "VAULT_CAPATH": "/d"]
        #expect(try connection(all, .init(authorities: "/c")).trust.authorities == .file(path: "/f"))
        let bytes = all.filter { $0.key != "VAULT_CACERT" }
        #expect(try connection(bytes, .init(authorities: "/c")).trust.authorities == .certificates(Array("PEM".utf8)))
        let path = ["VAULT_CAPATH": "/d"]
        #expect(try connection(path, .init(authorities: "/c")).trust.authorities == .directory(path: "/d"))
        #expect(try connection([:], .init(authorities: "/c")).trust.authorities == .file(path: "/c"))
    }

    @Test func `a certificate and its key come together`() throws {
        guard
            case .files("/c", "/k")? = try connection(["VAULT_CLIENT_CERT": "/c", "BAO_CLIENT_KEY": "/k"]).trust
                .identity
        else {
            Issue.record("no identity")
            return
        }
        let bytes = try connection([
            "BAO_CLIENT_CERT_BYTES": "C", "BAO_CLIENT_KEY_BYTES": "K", "VAULT_CLIENT_CERT": "/c",
        ])
        guard case .bytes(let certificate, .test("K"))? = bytes.trust.identity else {
            Issue.record("no identity")
            return
        }
        #expect(certificate == Array("C".utf8))
        for half in ["VAULT_CLIENT_CERT", "VAULT_CLIENT_KEY", "BAO_CLIENT_CERT_BYTES", "BAO_CLIENT_KEY_BYTES"] {
            #expect(throws: VaultError.self, "\(half)") { try connection([half: "x"]) }
        }
    }

    @Test(arguments: [
        ("60", 60_000), ("1m30s", 90_000), ("500ms", 500), ("1.5h", 5_400_000), ("24h", 86_400_000),
    ])
    func `time-outs are seconds, or Go's durations`(text: String, milliseconds: Int) throws {
        #expect(try connection(["VAULT_CLIENT_TIMEOUT": text]).timeout == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        ("VAULT_CLIENT_TIMEOUT", "0"), ("VAULT_CLIENT_TIMEOUT", "-1"), ("VAULT_CLIENT_TIMEOUT", "25h"),
        ("VAULT_CLIENT_TIMEOUT", "1x"), ("VAULT_CLIENT_TIMEOUT", "s"), ("BAO_MAX_RETRIES", "many"),
        ("VAULT_RATE_LIMIT", "fast"), ("VAULT_SKIP_VERIFY", "true"), ("VAULT_SKIP_VERIFY", "yes"),
        ("BAO_SKIP_VERIFY", "1"), ("VAULT_SRV_LOOKUP", "true"), ("VAULT_WRAP_TTL", "60s"),
        ("VAULT_HEADERS", "a: b"), ("VAULT_HEADERS", "[]"), ("VAULT_HEADERS", #"{"a":1}"#),
        ("VAULT_HEADERS", #"{"X-Vault-Token":"t"}"#), ("VAULT_HEADERS", #"{"Host":"t"}"#),
        ("VAULT_HEADERS", #"{"A":"b"} more"#), ("VAULT_MAX_RETRIES", "-1"), ("VAULT_MAX_RETRIES", "999"),
        ("VAULT_HEADERS", #"{"a b":"t"}"#),
        ("VAULT_HEADERS", #"{"":"t"}"#),
        ("VAULT_TLS_SERVER_NAME", "a/b"), ("VAULT_TLS_SERVER_NAME", "a:1"), ("VAULT_ADDR", "http://vault.example"),
        ("VAULT_ADDR", "ftp://vault.example"), ("VAULT_ADDR", "nonsense:"), ("VAULT_RETRY_WAIT_MIN", "soon"),
        ("VAULT_DISABLE_REDIRECTS", "maybe"),
    ])
    func `what makes no sense, or cannot be honoured, is an error that names it`(name: String, value: String) {
        #expect {
            try connection([name: value])
        } throws: { error in
            if case .setting? = error as? VaultError { true } else { false }
        }
    }

    @Test func `what says no may be said`() throws {
        let made = try connection([
            "VAULT_SKIP_VERIFY": "false", "VAULT_SRV_LOOKUP": "0", "VAULT_WRAP_TTL": "", "VAULT_DISABLE_REDIRECTS": "F",
        ])
        #expect(made.followsRedirect)
        #expect(try !connection(["BAO_DISABLE_REDIRECTS": "true"]).followsRedirect)
    }

    @Test func `headers and one-time codes go with every request`() async throws {
        let address = "\(try await Peer.shared().address)/header"
        for (name, expected) in [("X-Team", "audit é"), ("X-Vault-MFA", "totp:123"), ("X-Vault-Request", "true")] {
            let client = try VaultClient(
                connection([
                    "VAULT_ADDR": "\(address)/\(name)", "VAULT_HEADERS": #"{"X-Team":"audit é"}"#,
                    "VAULT_MFA": "totp:123",
                ]))
            let answer = try await client.exchange(VaultRequest(.get, try VaultPath("x")))
            let value = try answer.text(at: ["data", "value"])
            #expect(value == expected)
        }
    }
}
