// SPDX-License-Identifier: Apache-2.0
import JSON

/// What the Resource Manager itself knows: subscriptions, tenants, management groups, the caller's roles.
extension AzureCloud {
    /// - Returns: nil for paths of the estate.
    func own(
        _ request: Request, _ path: ARMPath, _ client: AzureClient, _ moment: Moment
    ) throws(Answer) -> Answer? {
        let segments = path.text.lowercased().segments
        switch (request.method, segments.count, path.type.lowercased()) {
        case ("GET", 1, "microsoft.resources/subscriptions"):
            let seen = subscriptions.all.filter { subscription in
                sees(client, subscription: subscription["subscriptionId"]?.string ?? "")
                    && isOwn(subscription, request)
            }
            return try page(seen.map(AzureSubscriptions.object), request, moment)
        case ("GET", 2, "microsoft.resources/subscriptions") where estate.object(path) == nil:
            guard let subscription = subscriptions[segments[1]] else { throw ARMError.noSubscription(segments[1]) }
            guard sees(client, subscription: segments[1]) else {
                throw ARMError.forbidden(client, "Microsoft.Resources/subscriptions/read", path.text)
            }
            return Answer(200, AzureSubscriptions.object(subscription))
        case ("GET", 1, "microsoft.resources/tenants"):
            let tenant = request.bearer.flatMap { tokens[$0]?.tenant } ?? ""
            let value: JSONValue = [
                "id": .string("/tenants/\(tenant)"), "tenantId": .string(tenant), "countryCode": "CH",
                "displayName": "Example", "tenantCategory": "Home",
            ]
            return Answer(ok: ["value": [value]])
        case ("GET", _, "microsoft.authorization/permissions"):
            let permissions = actions(of: client, at: path.scope).map { actions -> JSONValue in
                [
                    "actions": JSONValue(strings: actions), "notActions": [], "dataActions": [], "notDataActions": [],
                ]
            }
            return Answer(ok: ["value": .array(permissions)])
        case ("GET", 5, "microsoft.management/managementgroups/descendants"):
            return try page(subscriptions.descendants(of: try group(path, client, request)), request, moment)
        case ("GET", 4, "microsoft.management/managementgroups") where estate.object(path) == nil:
            return Answer(200, object(group: try group(path, client, request)))
        case ("POST", 3, "microsoft.resourcegraph/resources"):
            return try resourceGraph(request, client, moment)
        default: return nil
        }
    }

    private func isOwn(_ subscription: JSONValue, _ request: Request) -> Bool {
        guard let tenant = subscription["tenantId"]?.string else { return true }
        return tenant.lowercased() == request.bearer.flatMap { tokens[$0]?.tenant.lowercased() }
    }

    /// The name of the management group, if the client may read there.
    private func group(_ path: ARMPath, _ client: AzureClient, _ request: Request) throws(Answer) -> String {
        let action = path.action(request.method)
        guard may(client, action, at: path.scope) else { throw ARMError.forbidden(client, action, path.scope) }
        let name = path.names.first ?? ""
        let group = subscriptions.groups.members.first { $0.name.lowercased() == name.lowercased() }
        guard let group else {
            throw ARMError.answer(404, "NotFound", "The management group '\(name)' cannot be found.")
        }
        return group.name
    }

    private func object(group: String) -> JSONValue {
        [
            "id": .string(AzureSubscriptions.groupPrefix + group), "name": .string(group),
            "type": "Microsoft.Management/managementGroups",
            "properties": ["displayName": subscriptions.groups[group]?["displayName"] ?? .string(group)],
        ]
    }
}
