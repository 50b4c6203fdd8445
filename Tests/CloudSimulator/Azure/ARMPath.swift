// SPDX-License-Identifier: Apache-2.0

/// What a path of the Resource Manager says: whose type, and which action a role must allow for it.
/// https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions-format
struct ARMPath {
    let text: String
    /// `Microsoft.Compute`; `Microsoft.Resources` where the path names no provider.
    let namespace: String
    /// `["virtualMachines", "extensions"]`
    let types: [String]
    let names: [String]
    /// What the last provider's resource belongs to: `/subscriptions/…`, or the resource that it extends.
    let container: String

    init(_ path: String) {
        text = path.withoutSlashes
        let segments = path.segments
        let provider = segments.indices.last { segments[$0].lowercased() == "providers" && $0 + 2 < segments.count }
        let rest: ArraySlice<String>
        if let provider {
            namespace = segments[provider + 1]
            rest = segments[(provider + 2)...]
            container = "/" + segments[..<provider].joined(separator: "/")
        } else {
            namespace = "Microsoft.Resources"
            rest = segments[...]
            container = "/"
        }
        types = rest.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        names = rest.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }

    var isCollection: Bool { types.count > names.count }

    /// `Microsoft.Compute/virtualMachines`
    var type: String { ([namespace] + types).joined(separator: "/") }

    func action(_ method: String) -> String {
        switch method {
        case "PUT", "PATCH": "\(type)/write"
        case "DELETE": "\(type)/delete"
        case "POST" where !type.lowercased().hasPrefix("microsoft.resourcegraph/"): "\(type)/action"
        default: "\(type)/read"
        }
    }

    /// Where the role must be held: the resource, or for a list what it is a list of.
    var scope: String {
        guard isCollection else { return text }
        let parent = text.segments.dropLast()
        if types.count == 1 { return container == "/" && namespace == "Microsoft.Resources" ? "/" : container }
        return "/" + parent.joined(separator: "/")
    }

    var subscription: String? {
        let segments = text.segments
        return segments.count > 1 && segments[0].lowercased() == "subscriptions" ? segments[1] : nil
    }

    var resourceGroup: String? {
        let segments = text.segments
        return segments.count > 3 && segments[2].lowercased() == "resourcegroups" ? segments[3] : nil
    }

    /// Whether something at `path` is at or below a scope; case does not matter.
    static func isWithin(_ scope: String, _ path: String) -> Bool {
        let (scope, path) = (scope.lowercased(), path.lowercased())
        return scope == "/" || path == scope || path.hasPrefix(scope + "/")
    }
}
