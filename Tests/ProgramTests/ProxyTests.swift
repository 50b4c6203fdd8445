// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

struct ProxyTests {
    @Test func `requests to this machine go through no proxy`() async throws {
        let workspace = try await Workspace.shared()
        let nowhere = "http://127.0.0.1:9"
        let command = try await workspace.snapshot(environment: [
            "http_proxy": nowhere, "HTTP_PROXY": nowhere, "https_proxy": nowhere, "HTTPS_PROXY": nowhere,
            "ALL_PROXY": nowhere,
        ])
        #expect(command.status == 0, "\(command.errorText)")
    }

    @Test func `requests to other machines go through the proxy that the environment names`() async throws {
        let workspace = try await Workspace.shared()
        let command = try await workspace.snapshot(environment: [
            "VAULT_ADDR": "https://vault.invalid:8200", "HTTPS_PROXY": "http://127.0.0.1:9",
        ])
        #expect(command.status == 20, "\(command.errorText)")
        #expect(command.errorText.contains("127.0.0.1 port 9"), "\(command.errorText)")
    }
}
