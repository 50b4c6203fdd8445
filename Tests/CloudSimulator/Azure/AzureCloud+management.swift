// SPDX-License-Identifier: Apache-2.0
import JSON

/// The Resource Manager. https://learn.microsoft.com/rest/api/resources/
extension AzureCloud {
    func manage(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        let headers = [
            "x-ms-request-id": Identifier.uuid(),
            "x-ms-correlation-request-id": request[header: "x-ms-correlation-request-id"] ?? Identifier.uuid(),
            "x-ms-routing-request-id": "WESTEUROPE:\(moment.text):\(Identifier.uuid())", "Cache-Control": "no-cache",
            "x-ms-ratelimit-remaining-subscription-reads": "249",
        ]
        do throws(Answer) {
            return try managed(request, moment).adding(headers)
        } catch {
            throw error.adding(headers)
        }
    }

    private func managed(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        let client = try caller(request, moment)
        guard let version = request.query["api-version"], !version.isEmpty else { throw ARMError.missingVersion }
        let path = ARMPath(request.path)
        if let answer = try own(request, path, client, moment) { return answer }
        try checkSubscription(path, client, request)
        guard ["GET", "POST"].contains(request.method) else {
            throw ARMError.answer(405, "MethodNotAllowed", "Nothing can be changed here.")
        }
        let list = request.method == "GET" ? estate.list(path) : nil
        let action = path.action(request.method)
        let isAllowed = may(client, action, at: path.scope)
        // Of a list one sees what one may read, if there is anything below that one may read at all.
        let isPartly = list != nil && below(path, client, action)
        guard isAllowed || isPartly else { throw ARMError.forbidden(client, action, path.scope) }
        if let supported = estate.versions(of: path), !supported.contains(version) {
            throw ARMError.noVersion(path, version: version, supported: supported)
        }
        if let error = estate.error(path) { throw error }
        if let object = estate.object(path) { return Answer(200, object) }
        if let list {
            let visible = isAllowed ? list : list.filter { may(client, action, at: $0["id"]?.string ?? "") }
            return try page(visible, request, moment)
        }
        if request.method == "GET", let item = estate.item(path.text) { return Answer(200, item) }
        return try absent(path, version: version)
    }

    private func below(_ path: ARMPath, _ client: AzureClient, _ action: String) -> Bool {
        client.roles.contains { scope, actions in
            ARMPath.isWithin(path.scope, scope) && actions.contains { Wildcard.matches($0, action) }
        }
    }

    private func checkSubscription(_ path: ARMPath, _ client: AzureClient, _ request: Request) throws(Answer) {
        guard let id = path.subscription else { return }
        guard let subscription = subscriptions[id] else { throw ARMError.noSubscription(id) }
        let own = request.bearer.flatMap { tokens[$0]?.tenant } ?? ""
        let tenant = subscription["tenantId"]?.string ?? own
        guard tenant.lowercased() == own.lowercased() else {
            throw ARMError.unauthorized(
                "InvalidAuthenticationTokenTenant",
                "The access token is from the wrong issuer 'https://sts.windows.net/\(own)/'. It must match the tenant "
                    + "'https://sts.windows.net/\(tenant)/' associated with this subscription.", tenant: tenant)
        }
    }

    /// What the estate does not have: a list without items, if its parent is there, or nothing.
    private func absent(_ path: ARMPath, version: String) throws(Answer) -> Answer {
        guard estate.knows(typeOf: path) else { throw ARMError.noType(path, version: version) }
        if let group = path.resourceGroup, let subscription = path.subscription,
            estate.item("/subscriptions/\(subscription)/resourceGroups/\(group)") == nil,
            !estate.all.contains(where: {
                ARMPath.isWithin("/subscriptions/\(subscription)/resourceGroups/\(group)", $0["id"]?.string ?? "")
            })
        {
            throw ARMError.noGroup(group)
        }
        let parent = ARMPath(path.scope)
        let hasParent =
            parent.names.isEmpty || parent.namespace == "Microsoft.Resources" || estate.item(parent.text) != nil
            || estate.object(parent) != nil || path.scope.lowercased().contains("/locations/")
        guard path.isCollection, hasParent else { throw ARMError.noResource(hasParent ? path : parent) }
        return Answer(ok: ["value": []])
    }

    func page(_ all: [JSONValue], _ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        if WholeLists.contains(ARMPath(request.path)) { return Answer(ok: ["value": .array(all)]) }
        let name = "$skiptoken"
        let list = request.path.lowercased()
        let size = moment.size(request.query["$top"])
        guard let page = Page(of: all, list: list, size: size, token: request.query[name]) else {
            throw ARMError.answer(400, "InvalidSkipToken", "The provided skip token is invalid.")
        }
        var answer: JSONObject = ["value": .array(page.elements)]
        if let next = page.next {
            let query = request.query.replacing(name, by: next).text
            let path = PercentCoding.encode(request.path, keeping: "/$()=',:@")
            answer["nextLink"] = .string("\(request.address)/\(request.host)\(path)?\(query)")
        }
        return Answer(200, .object(answer))
    }
}
