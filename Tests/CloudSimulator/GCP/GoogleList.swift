// SPDX-License-Identifier: Apache-2.0
import JSON

/// A list of the estate. See the README of the estate's directory.
struct GoogleList: Sendable {
    /// A zone or region of an aggregated list: items, or a warning in their place.
    struct Scope: Sendable {
        let name: String
        let values: [JSONValue]
        let warning: JSONValue?
    }

    /// The member that holds the items; in an aggregated list, the member of each scope.
    let items: String
    let envelope: JSONObject
    let values: [JSONValue]
    let scopes: [Scope]?
    let permission: String?
    /// `compute.googleapis.com/Instance`; derived if nil.
    let assetType: String?
    private let isPaged: Bool

    init(_ json: JSONValue) {
        items = json["aggregated"]?.string ?? json["items"]?.string ?? "items"
        envelope = json["envelope"]?.object ?? [:]
        scopes = json["scopes"]?.object.map { scopes in
            scopes.members.map { Scope(name: $0.name, values: $0.value.array ?? [], warning: $0.value["warning"]) }
        }
        values = scopes?.flatMap(\.values) ?? json["values"]?.array ?? []
        permission = json["permission"]?.string
        assetType = json["assetType"]?.string
        isPaged = json["paged"]?.bool ?? (json["page"]?.string != "none")
    }

    /// - Throws: for a token that is none of this list's.
    func answer(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        let asked = request.query["maxResults"] ?? request.query["pageSize"]
        var answer = envelope
        let token = request.query["pageToken"].flatMap { $0.isEmpty ? nil : $0 }
        if let scopes {
            let all = scopes.indices.flatMap { index in scopes[index].values.map { (index, $0) } }
            let page = try page(of: all, request, moment.size(asked), token)
            answer["items"] = Self.aggregate(page.elements, in: scopes, named: items, isFirst: token == nil)
            answer["nextPageToken"] = page.next.map { .string($0) }
        } else {
            let page = try page(of: values, request, moment.size(asked), token)
            // Google leaves out what is empty.
            if !page.elements.isEmpty { answer[items] = .array(page.elements) }
            answer["nextPageToken"] = page.next.map { .string($0) }
        }
        return Answer(200, .object(answer))
    }

    private func page<Element>(
        of all: [Element], _ request: Request, _ size: Int, _ token: String?
    ) throws(Answer) -> Page<Element> {
        guard isPaged, !WholeLists.contains(host: request.host, path: request.path) else { return .whole(all) }
        guard let page = Page(of: all, list: request.path, size: size, token: token) else {
            throw GoogleError.invalid("The page token is invalid.")
        }
        return page
    }

    /// Every scope stands on every page, those without items there with a warning. What a scope itself warns of
    /// stands on the first page.
    /// https://cloud.google.com/compute/docs/reference/rest/v1/instances/aggregatedList
    private static func aggregate(
        _ page: [(Int, JSONValue)], in scopes: [Scope], named name: String, isFirst: Bool
    ) -> JSONValue {
        var items = JSONObject()
        for (index, scope) in scopes.enumerated() {
            let values = page.filter { $0.0 == index }.map(\.1)
            if !values.isEmpty {
                items[scope.name] = .object([name: .array(values)])
            } else if let warning = scope.warning, isFirst {
                items[scope.name] = ["warning": warning]
            } else {
                items[scope.name] = [
                    "warning": [
                        "code": "NO_RESULTS_ON_PAGE",
                        "message": .string("There are no results for scope '\(scope.name)' on this page."),
                        "data": [["key": "scope", "value": .string(scope.name)]],
                    ]
                ]
            }
        }
        return .object(items)
    }

    /// The same list with nothing in it.
    var emptied: GoogleList { GoogleList(emptying: self) }

    private init(emptying list: GoogleList) {
        items = list.items
        // What else the envelope says belongs to the other list, but for its kind.
        var envelope = JSONObject()
        envelope["kind"] = list.envelope["kind"]
        self.envelope = envelope
        values = []
        scopes = list.scopes.map { $0.map { Scope(name: $0.name, values: [], warning: nil) } }
        permission = list.permission
        assetType = list.assetType
        isPaged = list.isPaged
    }
}
