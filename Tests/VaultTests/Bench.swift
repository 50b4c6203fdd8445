// SPDX-License-Identifier: Apache-2.0
import Audit
import Foundation
import JSON
import Secrets
import TestSupport

@testable import Vault

/// A client of a lab's OpenBao, and a log in which everything that it does is announced, as the program would.
struct Bench {
    let lab: Lab
    let journal: TestJournal

    init(_ lab: Lab) throws {
        self.lab = lab
        journal = TestJournal(try TestLog())
    }

    static func shared() async throws -> Bench { try Bench(try await Lab.shared()) }

    func client(
        _ settings: VaultConnection.Settings? = nil, environment: [String: String] = [:],
        clock: any Clock<Duration> = ContinuousClock()
    ) throws -> VaultClient {
        let settings = settings ?? .init(address: lab.text("bao", "address"), authorities: authorities)
        return try VaultClient(
            try VaultConnection(settings, environment: VaultEnvironment(environment)), clock: clock)
    }

    var authorities: String? {
        let path = lab.text("tls", "ca_certificate")
        return path.isEmpty ? nil : path
    }

    var appRole: LoginMethod {
        .appRole(
            mount: "approle", roleID: .file(path: lab.text("approle", "role_id_file")),
            secretID: .plain(.file(path: lab.text("approle", "secret_id_file"))))
    }

    /// Root, unless a token is given.
    func token(_ text: String? = nil, allowsUnlimited: Bool = true) -> LoginMethod {
        .token(.held(.test(text ?? lab.text("bao", "root_token"))), allowsUnlimited: allowsUnlimited)
    }

    func session(_ method: LoginMethod? = nil) async throws -> VaultSession {
        try await client().login(method ?? token(), journal: journal)
    }

    /// A token with one policy and not the default one.
    func token(policy: String, _ parameters: JSONObject = [:]) async throws -> String {
        let name = "test-\(UUID().uuidString.lowercased())"
        try await lab.bao("PUT", "sys/policies/acl/\(name)", ["policy": .string(policy)], mustSucceed: true)
        var body = parameters
        body["policies"] = [.string(name)]
        body["no_default_policy"] = true
        let answer = try await lab.bao("POST", "auth/token/create", .object(body), mustSucceed: true)
        return answer["auth"]?["client_token"]?.string ?? ""
    }

    /// A key-value engine of its own.
    func mount(_ version: KVVersion) async throws -> KVMount {
        let name = "kv-\(UUID().uuidString.lowercased())"
        try await lab.bao(
            "POST", "sys/mounts/\(name)",
            ["type": "kv", "options": ["version": .string(String(version.rawValue))]], mustSucceed: true)
        return KVMount(path: name, version: version)
    }
}

/// Announces effects in a log of the test's own.
struct TestJournal: LoginJournal {
    private let holder: TestLog

    init(_ holder: TestLog) { self.holder = holder }

    func announce(_ method: LoginMethod) throws(AuditError) -> Receipt<VaultLogin> {
        try holder.log.authorize(VaultLogin.self, target: method.target)
    }

    func conclude(_ method: LoginMethod, _ result: Result<VaultToken, VaultError>) throws(AuditError) {
        try holder.log.conclude(VaultLogin.self, target: method.target, detail: [:])
    }

    func receipt<Effect: AuditedEffect>(_: Effect.Type, _ target: String) throws -> Receipt<Effect> {
        try holder.log.authorize(Effect.self, target: target)
    }

    func reading(_ target: String) throws -> Receipt<SecretRead> { try receipt(SecretRead.self, target) }

    func writing(_ target: String) throws -> Receipt<SecretWrite> { try receipt(SecretWrite.self, target) }

    func removing(_ target: String) throws -> Receipt<SecretRemoval> { try receipt(SecretRemoval.self, target) }
}

extension KVFields {
    static func test(_ fields: [String: String]) -> KVFields {
        var made = KVFields()
        for (name, value) in fields.sorted(by: <) { made.set(name, .test(value)) }
        return made
    }
}
