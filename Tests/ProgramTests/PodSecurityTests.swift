// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport
import Testing

/// Every pod of `k8s/` is as restricted as the namespace wants it, and somewhat more.
struct PodSecurityTests {
    @Test func `every pod keeps the restricted standard`() async throws {
        let pods = try await Manifests().pods
        #expect(
            pods.map(\.owner).sorted() == [
                "CronJob cloud-extractor-nightly", "Deployment cloud-extractor", "Job cloud-extractor-merge",
                "Job cloud-extractor-shards", "StatefulSet cloud-extractor",
            ])
        for (owner, template) in pods {
            let spec = try #require(template["spec"])
            #expect(PodSecurity(spec).violations == [], "\(owner)")
            #expect(spec["automountServiceAccountToken"] == false, "\(owner)")
            #expect(spec["enableServiceLinks"] == false, "\(owner)")
            #expect(spec["securityContext"]?["runAsUser"]?.integer == 65532, "\(owner)")
            for container in spec["containers"]?.array ?? [] {
                #expect(container["securityContext"]?["readOnlyRootFilesystem"] == true, "\(owner)")
                for kind in ["requests", "limits"] {
                    for resource in ["cpu", "memory"] {
                        #expect(container["resources"]?[kind]?[resource] != nil, "\(owner) \(kind).\(resource)")
                    }
                }
            }
        }
    }

    @Test func `the namespace starts nothing that does not`() async throws {
        let labels = try await Manifests().document("Namespace", "cloud-extractor")["metadata"]?["labels"]
        for mode in ["enforce", "audit", "warn"] {
            #expect(labels?["pod-security.kubernetes.io/\(mode)"] == "restricted")
        }
    }

    /// What stands in the text of a good pod, and what in its place is found.
    @Test(arguments: [
        (#""runAsNonRoot":true"#, #""runAsNonRoot":false"#, "containers.agent.runAsNonRoot"),
        (#""runAsUser":65532"#, #""runAsUser":0"#, "pod.runAsUser"),
        (#""type":"RuntimeDefault""#, #""type":"Unconfined""#, "pod.seccompProfile"),
        (
            #""seccompProfile":{"type":"RuntimeDefault"}"#, #""supplementalGroups":[]"#,
            "containers.agent.seccompProfile"
        ),
        (
            #""allowPrivilegeEscalation":false"#, #""allowPrivilegeEscalation":true"#,
            "containers.agent.allowPrivilegeEscalation"
        ),
        (#""allowPrivilegeEscalation":false,"#, "", "containers.agent.allowPrivilegeEscalation"),
        (#""drop":["ALL"]"#, #""drop":["NET_RAW"]"#, "containers.agent.capabilities.drop"),
        (#""drop":["ALL"]"#, #""add":["SYS_PTRACE"],"drop":["ALL"]"#, "containers.agent.capabilities.add"),
        (#""readOnlyRootFilesystem""#, #""privileged":true,"readOnlyRootFilesystem""#, "containers.agent.privileged"),
        (
            #""readOnlyRootFilesystem""#, #""procMount":"Unmasked","readOnlyRootFilesystem""#,
            "containers.agent.procMount"
        ),
        (#""containerPort":8000"#, #""containerPort":8000,"hostPort":8000"#, "containers.agent.hostPort"),
        (#""httpGet":{"#, #""httpGet":{"host":"127.0.0.1","#, "containers.agent.startupProbe.host"),
        (#""configMap":{"name":"cloud-extractor"}"#, #""hostPath":{"path":"/"}"#, "volumes.hostPath"),
        (#""enableServiceLinks":false"#, #""enableServiceLinks":false,"hostNetwork":true"#, "hostNetwork"),
        (#""enableServiceLinks":false"#, #""enableServiceLinks":false,"hostPID":true"#, "hostPID"),
        (
            #""containers":["#, #""initContainers":[{"name":"root"}],"containers":["#,
            "initContainers.root.capabilities.drop"
        ),
    ])
    func `what the standard forbids is found`(good: String, bad: String, violation: String) async throws {
        let pod = try await Manifests().document("Deployment", "cloud-extractor")["spec"]?["template"]?["spec"]
        let text = String(decoding: try #require(pod).canonical, as: UTF8.self)
        try #require(text.contains(good))
        let changed = try JSONValue(parsing: Array(text.replacing(good, with: bad).utf8).span)
        #expect(PodSecurity(changed).violations.contains(violation))
    }
}
