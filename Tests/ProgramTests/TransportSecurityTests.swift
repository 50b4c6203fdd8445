// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// Vault and AWS over TLS, under an authority that only the environment names.
struct TransportSecurityTests {
    @Test func `a snapshot over TLS needs the authority that signed, on both ways`() async throws {
        let lab = try await Lab(["--tls"])
        let workspace = try Workspace(lab)
        #expect(lab.text("bao", "address").hasPrefix("https://"))
        #expect(lab.text("aws", "endpoint").hasPrefix("https://"))
        let authority = lab.text("ca_certificate")

        let neither = try await workspace.snapshot()
        #expect(neither.status == 20, "\(neither.errorText)")
        #expect(neither.errorText.contains("no secure connection"))

        let vaultOnly = try await workspace.snapshot(environment: ["VAULT_CACERT": authority])
        #expect(vaultOnly.status == 30, "\(vaultOnly.errorText)")
        #expect(vaultOnly.errorText.contains("no secure connection"))

        let both = try await workspace.snapshot(environment: ["VAULT_CACERT": authority, "SSL_CERT_FILE": authority])
        #expect(both.status == 0, "\(both.errorText)")
    }
}
