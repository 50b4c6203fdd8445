// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The manifests of `k8s/`: Kubernetes takes them, they fit each other, and the program reads what they give it.
struct KubernetesTests {
    /// The oldest version that they are for, and the newest that there is.
    @Test func `Kubernetes' schemas know every key and find no error`() async throws {
        let manifests = try await Manifests(versions: ["1.29", "1.37"])
        #expect(manifests.errors == [])
        #expect(manifests.documents.count > 15)
    }

    @Test func `a key that is misspelt is an error of the schemas`() async throws {
        let directory = try TemporaryDirectory()
        let text = try Repository.text("k8s/deployment.yaml")
        let path = try directory.write(
            "deployment.yaml", text.replacing("allowPrivilegeEscalation:", with: "allowPrivilegeEscalations:"))
        let answer = try await Oracle.ask(
            "kubernetes_manifests",
            question: ["files": [.string(path)], "versions": ["1.37"]], of: "deployment")
        let errors = answer[path]?["errors"]?.array ?? []
        #expect(errors.count == 1 && errors[0].string?.contains("allowPrivilegeEscalations") == true)
    }

    /// Runs are applied by themselves, and the StatefulSet in place of the Deployment.
    @Test func `the kustomization has every file but the runs and the alternative`() async throws {
        let manifests = try await Manifests()
        let kustomization = try #require(manifests.all("Kustomization").first?.value)
        let listed = kustomization["resources"]?.array?.compactMap(\.string) ?? []
        #expect(Set(listed).count == listed.count)
        let others = ["job-merge.yaml", "job-shards.yaml", "kustomization.yaml", "statefulset.yaml"]
        #expect(Set(listed) == Set(manifests.files).subtracting(others))
        let images = Set(manifests.pods.compactMap { $0.template["spec"]?["containers"]?.array?[0]["image"]?.string })
        let image = try #require(kustomization["images"]?.array?.first)
        #expect(images == ["\(image["name"]?.string ?? ""):\(image["newTag"]?.string ?? "")"])
        #expect(image["newTag"]?.string == "0.1.0")
    }

    @Test func `everything lies in the one namespace and what a pod names is there`() async throws {
        let manifests = try await Manifests()
        for document in manifests.documents where !["Namespace", "Kustomization"].contains(document.kind) {
            #expect(document.value["metadata"]?["namespace"] == "cloud-extractor", "\(document.file)")
        }
        for (owner, template) in manifests.pods {
            let spec = try #require(template["spec"])
            let account = try #require(spec["serviceAccountName"]?.string)
            #expect(try manifests.document("ServiceAccount", account)["automountServiceAccountToken"] == false)
            var volumes = Set(owner.hasPrefix("StatefulSet") ? ["state"] : [])
            for volume in spec["volumes"]?.array ?? [] {
                volumes.insert(volume["name"]?.string ?? "")
                if let claim = volume["persistentVolumeClaim"]?["claimName"]?.string {
                    _ = try manifests.document("PersistentVolumeClaim", claim)
                }
                if let map = volume["configMap"]?["name"]?.string { _ = try manifests.document("ConfigMap", map) }
            }
            let mounts = spec["containers"]?.array?[0]["volumeMounts"]?.array ?? []
            #expect(Set(mounts.compactMap { $0["name"]?.string }) == volumes, "\(owner)")
        }
    }

    /// The audit log has one writer at a time.
    @Test func `no two writers share a volume, but the indices of the shards`() async throws {
        let manifests = try await Manifests()
        var writers: [String: [String]] = [:]
        for (owner, template) in manifests.pods {
            for volume in template["spec"]?["volumes"]?.array ?? [] {
                guard let claim = volume["persistentVolumeClaim"]?["claimName"]?.string else { continue }
                writers[claim, default: []].append(owner)
            }
        }
        for (claim, owners) in writers {
            let modes = try manifests.document("PersistentVolumeClaim", claim)["spec"]?["accessModes"]
            let isShared = claim == "cloud-extractor-shards"
            #expect(
                owners.count == (isShared ? 2 : 1) && modes == (isShared ? ["ReadWriteMany"] : ["ReadWriteOncePod"]))
        }
        let deployment = try manifests.document("Deployment", "cloud-extractor")["spec"]
        #expect(deployment?["replicas"] == 1 && deployment?["strategy"]?["type"] == "Recreate")
        #expect(try manifests.document("CronJob", "cloud-extractor-nightly")["spec"]?["concurrencyPolicy"] == "Forbid")
    }

    @Test func `each writer's log has an anchor of its own`() async throws {
        let manifests = try await Manifests()
        let map = try manifests.document("ConfigMap", "cloud-extractor")["data"]?["production.yaml"]?.string ?? ""
        #expect(map.contains("\n  anchor: audit-head "))
        for (owner, directory) in manifests.auditDirectories {
            // One of them keeps it where the configuration says.
            #expect((directory == nil) == (owner == "Deployment cloud-extractor"), "\(owner)")
            let container = manifests.pods.first { $0.owner == owner }?.template["spec"]?["containers"]?.array?[0]
            let names = container?["env"]?.array?.compactMap { $0["name"]?.string } ?? []
            for match in (directory ?? "").matches(of: /\$\(([A-Z_]+)\)/) {
                #expect(names.contains(String(match.1)), "\(owner)")
            }
        }
        let directories = manifests.auditDirectories.map { $0.directory ?? "/var/lib/cloud-extractor/audit" }
        #expect(directories.count == 5 && Set(directories).count == 5, "\(directories)")
    }

    @Test func `the agents are probed, served and drained, and nobody else is`() async throws {
        let manifests = try await Manifests()
        let services = manifests.all("Service").map { $0.value["spec"]?["selector"] }
        let budget = try manifests.document("PodDisruptionBudget", "cloud-extractor")["spec"]
        for selector in services + [budget?["selector"]?["matchLabels"]] {
            let selector = try #require(selector?.object)
            let chosen = manifests.pods.filter { pod in
                selector.members.allSatisfy { pod.template["metadata"]?["labels"]?[$0.name] == $0.value }
            }
            #expect(chosen.map(\.owner).sorted() == ["Deployment cloud-extractor", "StatefulSet cloud-extractor"])
        }
        #expect(budget?["maxUnavailable"] == 1)
        for kind in ["Deployment", "StatefulSet"] {
            let spec = try manifests.document(kind, "cloud-extractor")["spec"]
            let template = try #require(spec?["template"])
            #expect(spec?["selector"]?["matchLabels"] == template["metadata"]?["labels"])
            let container = try #require(template["spec"]?["containers"]?.array?[0])
            #expect(container["ports"] == [["name": "api", "containerPort": 8000]])
            let paths = ["startupProbe": "/livez", "livenessProbe": "/livez", "readinessProbe": "/readyz"]
            for (probe, path) in paths {
                #expect(container[probe]?["httpGet"] == ["path": .string(path), "port": "api"], "\(kind) \(probe)")
            }
        }
    }

    @Test func `the token is for Vault alone, and lies where the configuration looks`() async throws {
        let manifests = try await Manifests()
        let text = try manifests.document("ConfigMap", "cloud-extractor")["data"]?["production.yaml"]?.string ?? ""
        for (owner, template) in manifests.pods {
            let volumes = template["spec"]?["volumes"]?.array ?? []
            let token = try #require(volumes.first { $0["name"] == "vault-token" }?["projected"]?["sources"]?.array)
            #expect(
                token == [["serviceAccountToken": ["path": "token", "audience": "vault", "expirationSeconds": 600]]],
                "\(owner)")
            let mounts = template["spec"]?["containers"]?.array?[0]["volumeMounts"]?.array ?? []
            func place(_ name: String) -> String {
                mounts.first { $0["name"]?.string == name }?["mountPath"]?.string ?? ""
            }
            #expect(text.contains("token_file: \(place("vault-token"))/token"), "\(owner)")
            #expect(text.contains("directory: \(place("state"))/audit\n"), "\(owner)")
            #expect(text.contains("output_dir: \(place("state"))/snapshots\n"), "\(owner)")
        }
    }

    /// As the kubelet mounts it: the names are links, through a directory that is exchanged as a whole.
    @Test func `the program loads the ConfigMap as it is mounted`() async throws {
        let data = try await Manifests().document("ConfigMap", "cloud-extractor")["data"]
        let directory = try TemporaryDirectory()
        let files = FileManager.default
        let place = "..2026_11_01_02_17_00.1"
        try files.createDirectory(atPath: "\(directory.path)/\(place)", withIntermediateDirectories: false)
        try files.createSymbolicLink(atPath: "\(directory.path)/..data", withDestinationPath: place)
        for member in data?.object?.members ?? [] {
            try directory.write("\(place)/\(member.name)", member.value.string ?? "")
            try files.createSymbolicLink(
                atPath: "\(directory.path)/\(member.name)", withDestinationPath: "..data/\(member.name)")
        }
        let config = "\(directory.path)/production.yaml"
        let policy = try await Program.run("policy", "vault", "reader", "--config", config)
        #expect(policy.status == 0, "\(policy.errorText)")
        // What Vault's role is given in docs/deployment-kubernetes.md.
        #expect(policy.outputText == (try Repository.text("policies/vault/reader.hcl")))
        // It names a Vault that is not there: everything before that was good.
        let mapped = (data?["production.yaml"]?.string ?? "")
            .replacing("/var/run/secrets/vault", with: directory.path)
            .replacing("/var/lib/cloud-extractor", with: directory.path)
        try directory.write("token", "not.a.token")
        try directory.write("\(place)/production.yaml", mapped)
        let snapshot = try await Program.run(
            "snapshot", "--config", config, environment: ["VAULT_ADDR": "https://127.0.0.1:9"])
        #expect(snapshot.status == 20, "\(snapshot.errorText)")
        // The extractors are read too: a key that is none is an error.
        let extractors = data?["extractors.yaml"]?.string ?? ""
        try directory.write("\(place)/extractors.yaml", extractors.replacing("enabled", with: "enbled"))
        let broken = try await Program.run("policy", "vault", "reader", "--config", config)
        #expect(broken.status == 10, "\(broken.errorText)")
    }
}
