// SPDX-License-Identifier: Apache-2.0
import JSON

/// The subscriptions, and the tree of management groups above them.
struct AzureSubscriptions: Sendable {
    static let groupPrefix = "/providers/Microsoft.Management/managementGroups/"

    let all: [JSONValue]
    let groups: JSONObject

    init(_ state: JSONValue) {
        all = state["subscriptions"]?.array ?? []
        groups = state["management_groups"]?.object ?? [:]
    }

    subscript(_ id: String) -> JSONValue? {
        all.first { $0["subscriptionId"]?.string?.lowercased() == id.lowercased() }
    }

    func children(of group: String) -> [String] {
        groups[group]?["children"]?.array?.compactMap(\.string) ?? []
    }

    /// The management groups above a subscription or management group, as scopes, the nearest first.
    func ancestors(of scope: String) -> [String] {
        for group in groups.members
        where children(of: group.name).contains(where: { $0.lowercased() == scope.lowercased() }) {
            let parent = Self.groupPrefix + group.name
            return [parent] + ancestors(of: parent)
        }
        return []
    }

    /// https://learn.microsoft.com/rest/api/managementgroups/management-groups/get-descendants
    func descendants(of group: String) -> [JSONValue] {
        children(of: group).flatMap { child -> [JSONValue] in
            let name = child.segments.last ?? ""
            let isGroup = child.lowercased().hasPrefix(Self.groupPrefix.lowercased())
            let title = isGroup ? groups[name]?["displayName"] : self[name]?["displayName"]
            let itself: JSONValue = [
                "id": .string(child), "name": .string(name),
                "type": .string("Microsoft.Management/managementGroups\(isGroup ? "" : "/subscriptions")"),
                "properties": [
                    "displayName": title ?? .string(name), "parent": ["id": .string(Self.groupPrefix + group)],
                ],
            ]
            return [itself] + (isGroup ? descendants(of: name) : [])
        }
    }

    /// https://learn.microsoft.com/rest/api/resources/subscriptions/get
    static func object(_ subscription: JSONValue) -> JSONValue {
        let id = subscription["subscriptionId"]?.string ?? ""
        var object: JSONObject = [
            "id": .string("/subscriptions/\(id)"), "state": "Enabled", "authorizationSource": "RoleBased",
            "managedByTenants": [],
            "subscriptionPolicies": [
                "locationPlacementId": "Public_2014-09-01", "quotaId": "PayAsYouGo_2014-09-01", "spendingLimit": "Off",
            ],
        ]
        for member in subscription.object?.members ?? [] { object[member.name] = member.value }
        return .object(object)
    }
}
