// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What `docs/deployment-kubernetes.md` has Vault set up with is what the manifests need, no less and no more.
struct KubernetesVaultTests {
    @Test func `the role takes the account and the audience of the manifests alone`() async throws {
        let lab = try await Lab(["--only", "bao"])
        let parts = try Repository.text("docs/deployment-kubernetes.md").components(separatedBy: "```sh\n").dropFirst()
        #expect(parts.count == 1)
        let script = try #require(parts.first?.components(separatedBy: "```")[0])
        // In a pod, Vault would have the authority, and its right to ask, of its own service account.
        let authority = try await Authority()
        let text = script.replacing(
            "kubernetes_host=https://kubernetes.default.svc",
            with:
                "kubernetes_host=https://kubernetes.default.svc disable_local_ca_jwt=true kubernetes_ca_cert=@\(authority.certificate)"
        )
        let programs = URL(filePath: Repository.python).deletingLastPathComponent().path()
        let command = try await Command.run(
            "/bin/bash", ["-euo", "pipefail", "-c", text],
            environment: [
                "PATH": "\(programs):/usr/bin:/bin", "BAO_ADDR": lab.text("bao", "address"),
                "BAO_TOKEN": lab.text("bao", "root_token"),
            ], directory: Repository.root)
        #expect(command.status == 0, "\(command.errorText)")

        let manifests = try await Manifests()
        let account = try #require(manifests.all("ServiceAccount").first)
        let configuration = try manifests.document("ConfigMap", "cloud-extractor")["data"]?["production.yaml"]?.string
        let name = try #require(configuration?.firstMatch(of: /\n {4}role: (\S+)\n/)?.output.1)
        let role = try await lab.bao("GET", "auth/kubernetes/role/\(name)")["data"]
        #expect(role?["bound_service_account_names"] == [.string(account.name)])
        #expect(role?["bound_service_account_namespaces"] == [account.value["metadata"]?["namespace"] ?? .null])
        #expect(role?["token_policies"] == ["cloud-extractor"] && role?["token_no_default_policy"] == true)
        let volumes = try #require(manifests.pods.first?.template["spec"]?["volumes"]?.array)
        let token = volumes.compactMap { $0["projected"]?["sources"]?.array?[0]["serviceAccountToken"] }
        #expect(role?["audience"] == token.first?["audience"])
        let policy = try await lab.bao("GET", "sys/policies/acl/cloud-extractor")["data"]?["policy"]?.string
        let written = try Repository.text("policies/vault/reader.hcl").trimmingCharacters(in: .newlines)
        #expect(policy?.hasPrefix(written) == true)
        try await checkAnchors(manifests, lab)
    }

    /// Each pod may write the anchor of its own log, and what takes an occurrence of a shared schedule.
    private func checkAnchors(_ manifests: Manifests, _ lab: Lab) async throws {
        let made = try await lab.bao(
            "POST", "auth/token/create", ["policies": ["cloud-extractor"], "no_default_policy": true], mustSucceed: true
        )
        let token = try #require(made["auth"]?["client_token"])
        let head = "secret/data/cloud-extractor/prod/audit-head"
        let anchors = manifests.auditDirectories.map { _, directory in
            directory.map { "\(head)/\($0.split(separator: "/").last ?? "")" } ?? head
        }
        #expect(Set(anchors).count == 5)
        let claim = "secret/data/cloud-extractor/prod/schedule/nightly"
        let paths = anchors.map { $0.replacing(/\$\([A-Z_]+\)/, with: "0") }
        let found = try await lab.bao(
            "POST", "sys/capabilities",
            ["token": token, "paths": JSONValue(strings: paths + [claim, "\(head)/a/b", "\(head)-2"])],
            mustSucceed: true)
        for path in paths + [claim] { #expect(found[path] == ["create", "read", "update"], "\(path)") }
        #expect(found["\(head)/a/b"] == ["deny"] && found["\(head)-2"] == ["deny"])
    }
}
