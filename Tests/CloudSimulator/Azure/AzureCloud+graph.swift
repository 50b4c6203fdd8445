// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix

/// Microsoft Graph: applications, service principals, and the applications' secrets.
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
            return try graphPage(clients.map(\.application), request, caller, moment)
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
            return Answer(200, kind == "applications" ? client.application : client.servicePrincipal)
        case ("POST", "applications", "addPassword"):
            guard owns(caller, client) else { throw GraphError.denied(moment) }
            return try addPassword(to: client, of: tenant, request, moment)
        case ("POST", "applications", "removePassword"):
            guard owns(caller, client) else { throw GraphError.denied(moment) }
            return try removePassword(of: client, tenant: tenant, request, moment)
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
                && (caller.id == client.id || caller.owns.contains(client.id.lowercased()))
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
        let name = request.path.segments[1]
        var answer: JSONObject = [
            "@odata.context": .string("https://graph.microsoft.com/v1.0/$metadata#\(name)"),
            "value": .array(page.elements),
        ]
        if let next = page.next {
            let query = request.query.replacing("$skiptoken", by: next).text
            answer["@odata.nextLink"] = .string("\(request.address)/\(request.host)\(request.path)?\(query)")
        }
        return Answer(200, .object(answer))
    }

    /// https://learn.microsoft.com/graph/api/application-addpassword
    private mutating func addPassword(
        to client: AzureClient, of tenant: String, _ request: Request, _ moment: Moment
    ) throws(Answer) -> Answer {
        guard let body = request.json else {
            throw GraphError.badRequest("Unable to read JSON request payload.", moment)
        }
        let wish = body["passwordCredential"]
        let twoYears: Int64 = 2 * 365 * 86_400
        let end = wish?["endDateTime"]?.string.flatMap { Timestamp(rfc3339: $0)?.seconds }
        let password = AzureClient.Password(
            keyID: Identifier.uuid(), name: wish?["displayName"]?.string ?? "",
            text: "sim8Q~\(JWT.text(Identifier.random(25)))", start: moment.now, end: end ?? moment.now + twoYears,
            known: moment.now + moment.propagation)
        tenants[tenant]?.clients[client.id.lowercased()]?.passwords.append(password)
        guard var answer = password.json(withText: true).object else { return Answer(500) }
        answer["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential"
        return Answer(200, .object(answer))
    }

    /// https://learn.microsoft.com/graph/api/application-removepassword
    private mutating func removePassword(
        of client: AzureClient, tenant: String, _ request: Request, _ moment: Moment
    ) throws(Answer) -> Answer {
        guard let key = request.json?["keyId"]?.string, client.passwords.contains(where: { $0.keyID == key }) else {
            throw GraphError.badRequest("No password credential found with keyId.", moment)
        }
        tenants[tenant]?.clients[client.id.lowercased()]?.passwords.removeAll { $0.keyID == key }
        return Answer(204)
    }
}
