// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

/// Who may talk to whom, by `k8s/networkpolicy.yaml`.
struct NetworkPolicyTests {
    private func policy(_ name: String) async throws -> JSONValue {
        try #require(try await Manifests().document("NetworkPolicy", name)["spec"])
    }

    private func ports(_ rule: JSONValue?) -> Set<String> {
        Set((rule?["ports"]?.array ?? []).map { "\($0["protocol"]?.string ?? "")/\($0["port"]?.integer ?? 0)" })
    }

    @Test func `nothing is allowed that is not said`() async throws {
        let spec = try await policy("default-deny")
        #expect(spec == ["podSelector": [:], "policyTypes": ["Ingress", "Egress"]])
    }

    @Test func `pods ask for names, ask Vault, and reach port 443 of what is not near`() async throws {
        var reached: Set<String> = []
        for document in try await Manifests().all("NetworkPolicy") {
            for rule in document.value["spec"]?["egress"]?.array ?? [] {
                // Without a peer the rule is for everybody, without a port for all of them.
                #expect(rule["to"]?.array?.isEmpty == false && !ports(rule).isEmpty, "\(document.name)")
                reached.formUnion(ports(rule).map { "\(document.name) \($0)" })
            }
        }
        #expect(reached == ["allow-dns UDP/53", "allow-dns TCP/53", "allow-vault TCP/8200", "allow-clouds TCP/443"])
        let clouds = try await policy("allow-clouds")["egress"]?.array?[0]["to"]?.array ?? []
        let exceptions = clouds.flatMap { $0["ipBlock"]?["except"]?.array?.compactMap(\.string) ?? [] }
        for near in ["10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"] {
            #expect(exceptions.contains(near))
        }
    }

    @Test func `monitoring asks the agents, and nobody asks anybody else`() async throws {
        let rules = try await Manifests().all("NetworkPolicy").compactMap { document in
            document.value["spec"]?["ingress"]?.array.map { (document.value["spec"]?["podSelector"], $0) }
        }
        #expect(rules.count == 1)
        let (selector, ingress) = try #require(rules.first)
        #expect(selector?["matchLabels"]?["app.kubernetes.io/component"] == "agent")
        #expect(ingress.count == 1 && ports(ingress.first) == ["TCP/8000"])
        let namespace: JSONValue = ["matchLabels": ["kubernetes.io/metadata.name": "monitoring"]]
        #expect(ingress.first?["from"] == [["namespaceSelector": namespace]])
    }

    @Test func `every pod is one of those that may go out`() async throws {
        let manifests = try await Manifests()
        for name in ["allow-dns", "allow-vault", "allow-clouds"] {
            let labels = try #require(try await policy(name)["podSelector"]?["matchLabels"]?.object)
            for (owner, template) in manifests.pods {
                let own = template["metadata"]?["labels"]
                #expect(labels.members.allSatisfy { own?[$0.name] == $0.value }, "\(name) \(owner)")
            }
        }
    }
}
