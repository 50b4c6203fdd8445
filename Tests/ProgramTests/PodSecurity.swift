// SPDX-License-Identifier: Apache-2.0
import JSON

/// The restricted Pod Security Standard, field by field:
/// https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
struct PodSecurity {
    private let spec: JSONValue

    /// - Parameter spec: of a pod.
    init(_ spec: JSONValue) { self.spec = spec }

    /// What is not as the standard wants it, by the field's path.
    var violations: [String] {
        var found = namespaces + volumes + context(spec["securityContext"], of: "pod")
        let containers = containers
        if containers.isEmpty { found.append("no containers") }
        for (name, container) in containers { found += violations(of: container, name) }
        return found
    }

    private var containers: [(String, JSONValue)] {
        ["containers", "initContainers", "ephemeralContainers"].flatMap { list in
            (spec[list]?.array ?? []).map { ("\(list).\($0["name"]?.string ?? "")", $0) }
        }
    }

    private var namespaces: [String] {
        ["hostNetwork", "hostPID", "hostIPC"].filter { spec[$0] != nil && spec[$0] != false }
    }

    private var volumes: [String] {
        let allowed: Set = [
            "name", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected",
            "secret",
        ]
        return (spec["volumes"]?.array ?? []).flatMap { volume in
            (volume.object?.members ?? []).map(\.name).filter { !allowed.contains($0) }.map { "volumes.\($0)" }
        }
    }

    /// What may stand at the pod as well as at a container, and is allowed at neither.
    private func context(_ context: JSONValue?, of name: String) -> [String] {
        var found: [String] = []
        if context?["runAsUser"] == 0 { found.append("\(name).runAsUser") }
        if let profile = context?["seccompProfile"]?["type"], !Self.profiles.contains(profile) {
            found.append("\(name).seccompProfile")
        }
        if let profile = context?["appArmorProfile"]?["type"], !Self.profiles.contains(profile) {
            found.append("\(name).appArmorProfile")
        }
        if context?["seLinuxOptions"] != nil { found.append("\(name).seLinuxOptions") }
        if context?["windowsOptions"] != nil { found.append("\(name).windowsOptions") }
        if context?["sysctls"] != nil { found.append("\(name).sysctls") }
        return found
    }

    private static let profiles: [JSONValue] = ["RuntimeDefault", "Localhost"]

    private func violations(of container: JSONValue, _ name: String) -> [String] {
        let own = container["securityContext"]
        let pod = spec["securityContext"]
        var found = context(own, of: name)
        if own?["privileged"] == true { found.append("\(name).privileged") }
        if own?["allowPrivilegeEscalation"] != false { found.append("\(name).allowPrivilegeEscalation") }
        if own?["procMount"] != nil { found.append("\(name).procMount") }
        if (own?["runAsNonRoot"] ?? pod?["runAsNonRoot"]) != true { found.append("\(name).runAsNonRoot") }
        if own?["seccompProfile"] == nil, pod?["seccompProfile"] == nil { found.append("\(name).seccompProfile") }
        if own?["capabilities"]?["drop"]?.array?.contains("ALL") != true { found.append("\(name).capabilities.drop") }
        let added = own?["capabilities"]?["add"]?.array ?? []
        if !added.allSatisfy({ $0 == "NET_BIND_SERVICE" }) { found.append("\(name).capabilities.add") }
        if (container["ports"]?.array ?? []).contains(where: { $0["hostPort"] != nil && $0["hostPort"] != 0 }) {
            found.append("\(name).hostPort")
        }
        for probe in ["startupProbe", "livenessProbe", "readinessProbe"] {
            for action in ["httpGet", "tcpSocket"] where container[probe]?[action]?["host"] != nil {
                found.append("\(name).\(probe).host")
            }
        }
        return found
    }
}
