// SPDX-License-Identifier: Apache-2.0
import JSON

/// What there is in the subscriptions. Ids are compared without regard to case, as the Resource Manager does.
struct ARMEstate: Sendable {
    private var collections: [String: [JSONValue]] = [:]
    private var objects: [String: JSONValue] = [:]
    private var items: [String: JSONValue] = [:]
    /// By path: `{"status": 404, "code": "…", "message": "…"}`
    private var errors: [String: JSONValue] = [:]
    private var versions: [String: [String]] = [:]
    private var types: Set<String> = []

    init(_ files: [JSONValue]) {
        func key(_ path: String) -> String { path.withoutSlashes.lowercased() }
        for file in files {
            for member in file["collections"]?.object?.members ?? [] {
                let values = member.value.array ?? []
                collections[key(member.name), default: []] += values
                for value in values {
                    if let id = value["id"]?.string { items[key(id)] = value }
                }
            }
            for member in file["objects"]?.object?.members ?? [] {
                objects[key(member.name)] = member.value
                // A list that has no pages.
                for value in member.value["value"]?.array ?? [] {
                    if let id = value["id"]?.string { items[key(id)] = value }
                }
            }
            for member in file["errors"]?.object?.members ?? [] { errors[key(member.name)] = member.value }
            for member in file["api_versions"]?.object?.members ?? [] {
                versions[key(member.name)] = member.value.array?.compactMap(\.string) ?? []
            }
        }
        for path in Array(collections.keys) + Array(items.keys) + Array(objects.keys) {
            types.insert(ARMPath(path).type.lowercased())
        }
    }

    func knows(typeOf path: ARMPath) -> Bool { types.contains(path.type.lowercased()) }

    func versions(of path: ARMPath) -> [String]? { versions[path.type.lowercased()] }

    func object(_ path: ARMPath) -> JSONValue? { objects[path.text.lowercased()] }

    func item(_ id: String) -> JSONValue? { items[id.withoutSlashes.lowercased()] }

    func error(_ path: ARMPath) -> Answer? {
        guard let error = errors[path.text.lowercased()] else { return nil }
        return ARMError.answer(
            error["status"]?.integer ?? 404, error["code"]?.string ?? "NotFound",
            error["message"]?.string ?? "Not found.")
    }

    /// The list of that path; that of a resource group is taken out of its subscription's.
    func list(_ path: ARMPath) -> [JSONValue]? {
        if let own = collections[path.text.lowercased()] { return own }
        guard path.types.count == 1, path.isCollection, let subscription = path.subscription,
            let group = path.resourceGroup
        else { return nil }
        let all = collections["/subscriptions/\(subscription)/providers/\(path.type)".lowercased()]
        let scope = "/subscriptions/\(subscription)/resourceGroups/\(group)"
        return all?.filter { ARMPath.isWithin(scope, $0["id"]?.string ?? "") }
    }

    /// Everything that stands in lists, once.
    var all: [JSONValue] { items.sorted { $0.key < $1.key }.map(\.value) }
}
