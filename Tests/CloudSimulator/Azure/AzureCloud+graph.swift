// SPDX-License-Identifier: Apache-2.0
import JSON

/// Microsoft Graph: applications and service principals.
/// https://learn.microsoft.com/graph/api/overview
extension AzureCloud {
    private static let readers = ["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All"]

    mutating func graph(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        let (token, caller) = try graphCaller(request, moment)
        let tenant = token.tenant.lowercased()
        let segments = request.path.segments
        guard segments.first == "v1.0", segments.count >= 2 else {
            throw GraphError.badRequest("Invalid version: \(segments.first ?? "")", moment)
        }
        let clients = (tenants[tenant]?.clients.values.map(\.self) ?? []).sorted { $0.id < $1.id }
        switch (request.method, segments.count, segments[1]) {
        case ("GET", 2, "applications"):
            return try graphPage(clients.map { $0.application(moment) }, request, caller, moment)
        case ("GET", 2, "servicePrincipals"):
            return try graphPage(clients.map(\.servicePrincipal), request, caller, moment)
        default: break
        }
        let (kind, key, action) = Self.parts(segments)
        guard let kind, let key,
            let client = clients.first(where: {
                key == (kind == "applications" ? $0.applicationID : $0.principalID) || key == "appId=\($0.id)"
            })
        else { throw GraphError.notFound(key ?? request.path, moment) }
        switch (request.method, kind, action) {
        case ("GET", "applications", nil), ("GET", "servicePrincipals", nil):
            guard mayRead(caller) || owns(caller, client) else { throw GraphError.denied(moment) }
            let selection = GraphSelection(request, of: kind)
            var object = try selection.selected(
                of: kind == "applications"
                    ? client.application(moment, withKeys: selection.holds("keyCredentials")) : client.servicePrincipal,
                moment)
            object["@odata.context"] = .string("\(selection.context)/$entity")
            return Answer(200, .object(object))
        case ("POST", "applications", "addPassword"):
            guard owns(caller, client) else { throw GraphError.denied(moment) }
            return try addPassword(to: client, of: tenant, request, moment)
        case ("POST", "applications", "removePassword"):
            guard owns(caller, client) else { throw GraphError.denied(moment) }
            return try removePassword(of: client, tenant: tenant, request, moment)
        case ("POST", "applications", "addKey"):
            guard caller.id == client.id || owns(caller, client) else { throw GraphError.denied(moment) }
            return try addKey(to: client, of: tenant, request, moment)
        case ("POST", "applications", "removeKey"):
            guard caller.id == client.id || owns(caller, client) else { throw GraphError.denied(moment) }
            return try removeKey(of: client, tenant: tenant, request, moment)
        default: throw GraphError.badRequest("Resource not found for the segment '\(action ?? "")'.", moment)
        }
    }

    /// `applications/{id}/addPassword` or `applications(appId='…')/addPassword`, as kind, key and action.
    private static func parts(_ segments: [String]) -> (kind: String?, key: String?, action: String?) {
        if let match = segments[1].wholeMatch(of: /(applications|servicePrincipals)\((appId=)'([^']*)'\)/) {
            return (String(match.1), "appId=\(match.3)", segments.count > 2 ? segments[2] : nil)
        }
        guard segments.count > 2, ["applications", "servicePrincipals"].contains(segments[1]) else {
            return (nil, nil, nil)
        }
        return (segments[1], segments[2], segments.count > 3 ? segments[3] : nil)
    }

    private func graphCaller(_ request: Request, _ moment: Moment) throws(Answer) -> (AzureToken, AzureClient) {
        guard let bearer = request.bearer else { throw GraphError.noToken("Access token is empty.", moment) }
        guard let token = tokens[bearer], let client = client(of: token) else {
            throw GraphError.noToken("IDX14100: JWT is not well formed, there are no dots (.).", moment)
        }
        guard token.audience == AzureToken.Resource.graph.audience else {
            throw GraphError.answer(
                401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.", moment)
        }
        guard moment.now < token.expiry else {
            throw GraphError.noToken("Lifetime validation failed, the token is expired.", moment)
        }
        return (token, client)
    }

    private func mayRead(_ client: AzureClient) -> Bool { client.graphRoles.contains(where: Self.readers.contains) }

    private func owns(_ caller: AzureClient, _ client: AzureClient) -> Bool {
        caller.graphRoles.contains("Application.ReadWrite.All")
            || caller.graphRoles.contains("Application.ReadWrite.OwnedBy")
                && caller.owns.contains(client.id.lowercased())
    }

    /// https://learn.microsoft.com/graph/paging
    private func graphPage(
        _ all: [JSONValue], _ request: Request, _ caller: AzureClient, _ moment: Moment
    ) throws(Answer) -> Answer {
        guard mayRead(caller) else { throw GraphError.denied(moment) }
        var all = all
        if let filter = request.query["$filter"] {
            guard let match = filter.wholeMatch(of: /\s*(appId|id|displayName)\s+eq\s+'([^']*)'\s*/) else {
                throw GraphError.badRequest("Invalid filter clause.", moment)
            }
            all = all.filter { $0[String(match.1)]?.string == String(match.2) }
        }
        let (list, size) = (request.path, moment.size(request.query["$top"]))
        guard let page = Page(of: all, list: list, size: size, token: request.query["$skiptoken"]) else {
            throw GraphError.badRequest("Invalid skip token.", moment)
        }
        let selection = GraphSelection(request, of: request.path.segments[1])
        let objects = try page.elements.map { (object) throws(Answer) in
            JSONValue.object(try selection.selected(of: object, moment))
        }
        var answer: JSONObject = ["@odata.context": .string(selection.context), "value": .array(objects)]
        if let next = page.next {
            let query = request.query.replacing("$skiptoken", by: next).text
            answer["@odata.nextLink"] = .string("\(request.address)/\(request.host)\(request.path)?\(query)")
        }
        return Answer(200, .object(answer))
    }
}
