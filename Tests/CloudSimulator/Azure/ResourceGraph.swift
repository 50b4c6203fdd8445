// SPDX-License-Identifier: Apache-2.0
import JSON

/// https://learn.microsoft.com/rest/api/azureresourcegraph/resourcegraph/resources/resources
extension AzureCloud {
    private static func refuse(_ code: String, _ message: String) -> Answer {
        Answer(
            400,
            [
                "error": [
                    "code": "BadRequest",
                    "message": "Please provide below info when asking for support: timestamp, correlationId.",
                    "details": [["code": .string(code), "message": .string(message)]],
                ]
            ])
    }

    func resourceGraph(_ request: Request, _ client: AzureClient, _ moment: Moment) throws(Answer) -> Answer {
        guard let body = request.json, let text = body["query"]?.string else {
            throw Self.refuse("InvalidQuery", "Query cannot be empty.")
        }
        guard let query = KustoQuery(text) else {
            throw Self.refuse("InvalidQuery", "Query is invalid. Please refer to the documentation.")
        }
        let asked = body["subscriptions"]?.array?.compactMap { $0.string?.lowercased() }
        let readable = tables.value(of: [query.table.rawValue, client.principalID, client.id]) {
            self.rows(of: query.table, client)
        }
        let rows = query.run(
            readable.filter { row in
                asked.map { $0.contains(row["subscriptionId"]?.string?.lowercased() ?? "") } ?? true
            })
        let options = body["options"]
        let size = moment.size(options?["$top"].flatMap { value in value.integer.map { String($0) } })
        let skip = options?["$skipToken"]?.string
        guard let page = Page(of: rows, list: text, size: size, token: skip) else {
            throw Self.refuse("InvalidSkipToken", "The skip token is invalid.")
        }
        var answer: JSONObject = [
            "totalRecords": JSONValue(rows.count), "count": JSONValue(page.elements.count), "facets": [],
            "resultTruncated": "false", "data": .array(page.elements.map { .object($0) }),
        ]
        answer["$skipToken"] = page.next.map { .string($0) }
        return Answer(200, .object(answer))
    }

    /// What the client may read, with the columns of the table. Types are in lower case there.
    /// https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources
    private func rows(of table: KustoQuery.Table, _ client: AzureClient) -> [JSONObject] {
        let items: [JSONValue]
        switch table {
        case .resources:
            items = estate.all.filter { item in
                let path = ARMPath(item["id"]?.string ?? "")
                return path.resourceGroup != nil && path.namespace != "Microsoft.Resources"
                    && item["location"]?.string != nil
            }
        case .containers:
            items =
                subscriptions.all.map(AzureSubscriptions.object)
                + estate.all.filter { ARMPath($0["id"]?.string ?? "").type.lowercased().hasSuffix("/resourcegroups") }
        }
        return items.compactMap { item in
            let path = ARMPath(item["id"]?.string ?? "")
            guard var row = item.object, may(client, path.action("GET"), at: path.text) else { return nil }
            row["type"] = .string((item["type"]?.string ?? path.type).lowercased())
            row["name"] = item["name"] ?? item["displayName"] ?? .string(path.names.last ?? "")
            row["subscriptionId"] = path.subscription.map { .string($0) }
            row["resourceGroup"] = .string(path.resourceGroup?.lowercased() ?? "")
            row["tenantId"] = path.subscription.flatMap { subscriptions[$0]?["tenantId"] }
            return row
        }
    }
}
