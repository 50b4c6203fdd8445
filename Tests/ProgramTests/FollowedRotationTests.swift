// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// A snapshot runs while what it has logged in with is replaced, and deleted without any grace.
struct FollowedRotationTests {
    typealias Kind = CloudRotation.Kind

    private static let networks = "/compute/v1/projects/demo-project/global/networks"

    @Test(arguments: [Kind.uploaded, .password])
    func `a snapshot goes on with the new credential, and no call fails`(kind: Kind) async throws {
        let rotation = try await CloudRotation(
            kind, lab: try await Lab(["--only", "bao,simulator", "--page-size", "1"]))
        let (workspace, lab) = (rotation.workspace, rotation.lab)
        try await slow(rotation)
        try await grantBoth(rotation)
        let old = try #require(try await rotation.keys().keys.first)
        let program = try Program.start("snapshot", "--quiet", "--config", workspace.config)
        let begun = try await program.until { records(workspace) > 0 }
        try #require(begun)
        // It stands still for as long as the rotation takes: the next call needs a new token.
        program.signal(SIGSTOP)
        #expect(try await rotate(rotation).status == 0)
        let keys = try await rotation.keys()
        #expect(keys.count == 1 && keys[old] == nil)
        let before = try await lab.simulatorRequests().count
        program.signal(SIGCONT)
        let command = try await program.ended()
        #expect(command.status == 0, "\(command.errorText)")

        let snapshot = command.outputText.trimmingCharacters(in: .newlines)
        let manifest = try JSONValue(parsing: Array(workspace.text("\(snapshot)/manifest.json").utf8).span)
        let outcomes = manifest["units"]?.array?.map { $0["outcome"]?.string } ?? []
        #expect(!outcomes.isEmpty && outcomes.allSatisfy { $0 == "complete" }, "\(outcomes)")
        let later = try await lab.simulatorRequests().dropFirst(before)
        let isLogin = { (request: JSONValue) in request["path"]?.string?.hasSuffix("/token") == true }
        // The old one is refused, and the new one is not.
        let logins = later.filter(isLogin).compactMap { $0["status"]?.integer }
        #expect(logins.first == (kind == .password ? 401 : 400) && logins.dropFirst().first == 200, "\(logins)")
        #expect(later.count { !isLogin($0) } > 1)
        #expect(later.allSatisfy { isLogin($0) || $0["status"]?.integer == 200 })
        #expect(try await reads(rotation) == 2)
    }

    /// Tokens that are replaced after three seconds, and lists of many pages.
    private func slow(_ rotation: CloudRotation) async throws {
        let lab = rotation.lab
        try await lab.simulator("lifetime", ["seconds": 228])
        let isAzure = rotation.kind.provider == "azure"
        try rotation.workspace.directory.write(
            "extractors.yaml",
            isAzure
                ? "extractors:\n  azure:\n    compute: {enabled: true}\n"
                : "extractors:\n  gcp:\n    compute: {enabled: true, types: [network], projects: [demo-project]}\n")
        if !isAzure {
            try await lab.simulator("lists", [["path": .string(Self.networks), "count": 60, "size": 1]])
        }
        try await lab.simulator(
            "faults", [["path": isAzure ? "Microsoft.Compute" : "networks", "milliseconds": 200]])
    }

    /// The agent's login may read and rotate: two programs at a time.
    private func grantBoth(_ rotation: CloudRotation) async throws {
        let lab = rotation.lab
        let reader = try await Program.run("policy", "vault", "reader", "--config", rotation.workspace.config)
        try await lab.bao(
            "POST", "sys/policies/acl/reader", ["policy": .string(reader.outputText)], mustSucceed: true)
        try await lab.bao(
            "POST", "auth/approle/role/cloud-extractor", ["token_policies": ["cloud-extractor", "reader"]],
            mustSucceed: true)
    }

    /// With an audit log of its own.
    private func rotate(_ rotation: CloudRotation) async throws -> Command {
        let workspace = rotation.workspace
        let text = workspace.text(workspace.config)
        try workspace.directory.write(
            "other.yaml", text.replacingOccurrences(of: workspace.audit, with: "\(workspace.directory.path)/audit-2"))
        let command = try await Program.run(
            "rotate", rotation.kind.provider, "--config", "\(workspace.directory.path)/other.yaml", "--extractors",
            workspace.extractors, "--grace", "0s", "--soak", "0s", "--trials", "2", "--spread", "1s")
        #expect(command.status == 0, "\(command.errorText)")
        return command
    }

    private func records(_ workspace: Workspace) -> Int {
        let files = (try? Workspace.files(below: workspace.output)) ?? []
        return files.filter { $0.path.hasSuffix(".fernet") }.reduce(0) { $0 + $1.contents.count { $0 == 0x0A } }
    }

    /// How often the snapshot has announced that it reads what it logs in with.
    private func reads(_ rotation: CloudRotation) async throws -> Int {
        let shown = try await Program.run(
            "audit", "show", rotation.workspace.audit, "--public-key", rotation.workspace.publicKey)
        return try shown.lines().count {
            $0["action"] == "vault.secret.read" && $0["phase"] == "intent"
                && $0["target"]?.string?.hasSuffix("/\(rotation.kind.secret)") == true
        }
    }
}
