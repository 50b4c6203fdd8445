// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The published policies, held against OpenBao: what each role needs works, and nothing else does.
struct VaultPolicyTests {
    private static let roles = ["reader", "decrypter", "keeper", "rotator", "auditor"]

    @Test(arguments: roles)
    func `the published policy is the one that is printed`(role: String) async throws {
        let printed = try await Program.run(
            "policy", "vault", role, "--config", "\(Repository.root)/config/production.yaml")
        #expect(printed.status == 0)
        #expect(printed.outputText == (try Repository.text("policies/vault/\(role).hcl")))
    }

    /// A lab whose Vault has a secret under every path of the policies.
    private static let lab = Task {
        let lab = try await Lab(["--only", "bao"], isShared: true)
        for secret in VaultRequest.secrets + [VaultRequest.anchor] {
            try await lab.bao("POST", "secret/data/\(secret)", ["data": ["a": "b"]], mustSucceed: true)
        }
        for role in roles {
            let policy = try Repository.text("policies/vault/\(role).hcl")
            try await lab.bao("PUT", "sys/policies/acl/\(role)", ["policy": .string(policy)], mustSucceed: true)
        }
        return lab
    }

    private func statuses(_ role: String, _ requests: [VaultRequest]) async throws -> [(VaultRequest, Int)] {
        let lab = try await Self.lab.value
        let made = try await lab.bao(
            "POST", "auth/token/create", ["policies": [.string(role)], "no_default_policy": true], mustSucceed: true)
        let token = try #require(made["auth"]?["client_token"]?.string)
        var found: [(VaultRequest, Int)] = []
        for request in requests {
            found.append((request, try await lab.status(request.method, request.path, request.body, token: token)))
        }
        return found
    }

    @Test(arguments: roles)
    func `every request that a role needs succeeds`(role: String) async throws {
        for (request, status) in try await statuses(role, VaultRequest.needed(role)) {
            #expect([200, 204].contains(status), "\(request): \(status)")
        }
    }

    @Test(arguments: roles)
    func `every request that a role must not make is denied`(role: String) async throws {
        let found = try await statuses(role, VaultRequest.forbidden(role))
        #expect(found.count > 40)
        for (request, status) in found { #expect(status == 403, "\(request): \(status)") }
    }
}
