// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport

/// A workspace whose rotator replaces what the agent logs in to Azure or Google Cloud with, at the simulator.
struct CloudRotation {
    enum Kind: String, CaseIterable {
        case password, certificate, uploaded, created

        var provider: String { self == .password || self == .certificate ? "azure" : "gcp" }

        var secret: String { self == .certificate ? "azure-certificate" : provider }
        /// As the simulator calls it.
        fileprivate var credential: String {
            switch self {
            case .password: "secret"
            case .certificate: "certificate"
            case .uploaded, .created: "key"
            }
        }
        /// The field with the key's id.
        var idField: String { provider == "azure" ? "key_id" : "private_key_id" }
        /// A provider without a switch for keys.
        var switches: Bool { provider == "gcp" }
    }

    let kind: Kind
    let workspace: Workspace
    var lab: Lab { workspace.lab }
    /// Whose keys they are.
    var identity: String { lab.text("simulator", kind.provider == "azure" ? "client_id" : "service_account") }

    init(_ kind: Kind, lab: Lab? = nil) async throws {
        self.kind = kind
        let made = if let lab { lab } else { try await Lab(["--only", "bao,simulator"]) }
        workspace = try Workspace(made)
        if kind == .certificate {
            try workspace.edit("credentials: azure\n", "credentials: azure-certificate\n    method: certificate\n")
        }
        if kind == .created { try workspace.edit("credentials: gcp\n", "credentials: gcp\n    rotate_by: create\n") }
        try await put("\(kind.provider)-rotator", try rotator(made))
        try await act(as: "rotator")
    }

    /// What the rotator logs in with.
    private func rotator(_ lab: Lab) throws -> JSONObject {
        func file(_ cloud: String, _ name: String) throws -> String {
            try String(contentsOf: URL(filePath: lab.text("simulator", "rotator", cloud, name)), encoding: .utf8)
        }
        switch kind {
        case .password:
            return [
                "client_id": .string(lab.text("simulator", "rotator", "azure", "client_id")),
                "client_secret": .string(try file("azure", "secret_file")),
            ]
        case .certificate:
            return [
                "client_id": .string(lab.text("simulator", "rotator", "azure", "client_id")),
                "certificate": .string(try file("azure", "certificate_file")),
                "private_key": .string(try file("azure", "private_key_file")),
            ]
        case .uploaded, .created:
            return try JSONValue(parsing: Array(try file("gcp", "key_file").utf8).span).object ?? [:]
        }
    }

    func put(_ name: String, _ fields: JSONObject) async throws {
        try await lab.bao(
            "POST", "secret/data/cloud-extractor/demo/\(name)", ["data": .object(fields)], mustSucceed: true)
    }

    /// Gives the agent's login the rights of a role.
    func act(as role: String) async throws {
        let printed = try await Program.run("policy", "vault", role, "--config", workspace.config)
        try await lab.bao(
            "POST", "sys/policies/acl/cloud-extractor", ["policy": .string(printed.outputText)], mustSucceed: true)
    }

    /// Quickly: what takes hours takes a second.
    func rotate(
        _ arguments: String..., grace: String = "0s", soak: String = "0s", settling: String = "1s",
        environment: [String: String] = [:]
    ) async throws -> Command {
        try await Command.run(
            Program.path,
            ["rotate"] + arguments + [
                kind.provider, "--config", workspace.config, "--grace", grace, "--soak", soak, "--trials", "2",
                "--spread", "1s", "--settling", settling,
            ], environment: environment)
    }

    /// Until nothing is under way any more, or a person is needed.
    func settle() async throws -> Command {
        var command = try await rotate("resume")
        var rounds = 0
        // Before the first write of all there is no document.
        while rounds < 60, command.status != 70, ![nil, "idle"].contains(try await document()["state"]) {
            command = try await rotate("resume")
            rounds += 1
        }
        return command
    }

    /// The fields of the secret.
    func fields() async throws -> JSONObject {
        let there = try await lab.bao(
            "GET", "secret/data/cloud-extractor/demo/\(kind.secret)", nil, mustSucceed: true)
        return there["data"]?["data"]?.object ?? JSONObject()
    }

    func setFields(_ fields: JSONObject) async throws { try await put(kind.secret, fields) }

    func document() async throws -> JSONValue {
        try JSONValue(parsing: Array((try await fields()["rotation"]?.string ?? "{}").utf8).span)
    }

    /// The id of the current key, as Vault has it; nil before the first rotation of all.
    func current() async throws -> String? { try await fields()[kind.idField]?.string }

    /// What the agent's identity can be proven with, by its id: `valid`, `disabled`, `pending`.
    func keys() async throws -> [String: String] {
        var keys: [String: String] = [:]
        for key in try await lab.simulatorCredentials(of: identity) where key["kind"]?.string == kind.credential {
            keys[key["key_id"]?.string ?? ""] = key["state"]?.string
        }
        return keys
    }

    /// One good credential is left, Vault has it, and nothing else of the rotation.
    func isSettled() async throws -> Bool {
        let fields = try await fields()
        let leftovers = fields.members.map(\.name).filter { $0.hasPrefix("pending_") || $0.hasPrefix("previous_") }
        let keys = try await keys()
        guard leftovers.isEmpty, keys.count == 1, let only = keys.first, only.value == "valid" else { return false }
        let current = fields[kind.idField]?.string
        return current == nil || only.key == current
    }
}
