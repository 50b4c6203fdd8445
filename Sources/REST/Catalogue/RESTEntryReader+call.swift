// SPDX-License-Identifier: Apache-2.0
import Cloud
import HTTP
import JSON
import StrictYAML

extension RESTEntryReader {
    /// - Parameters:
    ///   - key: of the path.
    ///   - take: the key of what is wanted of the answer, and what it is where it is not there.
    func call(
        _ key: String, _ map: inout YAMLMapping, take: String, default items: String?
    ) throws(YAMLError) -> RESTCall {
        let text = try map.required(key, try map.string(key))
        guard let path = PathTemplate(text, scopeName: dialect.scopeName) else {
            throw map.invalid(key, "is no path, or has a brace that is not closed")
        }
        let method = try method(&map, path)
        return RESTCall(
            service: service, host: try map.string("host") ?? host, method: method, path: path,
            query: try query(&map), scopePlace: "{\(dialect.scopeName)}", body: try body(&map, method),
            take: try self.take(take, &map, default: items),
            paging: try paging(&map, isList: key == "list"), absent: Set(try map.filledStrings("absent") ?? []),
            permissions: try permissions(&map))
    }

    /// A POST that changes nothing has a name that says so.
    private func method(_ map: inout YAMLMapping, _ path: PathTemplate) throws(YAMLError) -> HTTPRequest.Method {
        switch try map.string("method") {
        case nil, "GET"?: return .get
        case "POST"?:
            let last = path.description.split { $0 == "/" || $0 == ":" }.last ?? ""
            guard Self.readingPosts.contains(String(last)) else {
                throw map.invalid("method", "is POST, and '\(last)' is not known to do no more than read")
            }
            return .post
        case _?: throw map.invalid("method", "is neither GET nor POST")
        }
    }

    private static let readingPosts: Set<String> = [
        "getIamPolicy", "testIamPermissions", "resources", "queryResults", "summarize", "getEffectiveFirewalls",
        "searchAllResources",
    ]

    private func query(_ map: inout YAMLMapping) throws(YAMLError) -> [(name: String, value: String)] {
        var query: [(name: String, value: String)] = []
        if dialect.isVersioned {
            let own = try map.string("api_version")
            query.append((name: "api-version", value: try map.required("api_version", own ?? version)))
        }
        if var table = try map.mapping("query") {
            for name in table.keys {
                query.append((name: name, value: try table.required(name, try table.string(name))))
            }
        }
        return query
    }

    private func body(_ map: inout YAMLMapping, _ method: HTTPRequest.Method) throws(YAMLError) -> JSONValue? {
        guard method == .post else { return nil }
        guard let node = map.node("body") else { return [:] }
        return JSONValue(plain: node)
    }

    private func take(
        _ key: String, _ map: inout YAMLMapping, default text: String?
    ) throws(YAMLError) -> ItemsPath? {
        guard let text = try map.string(key) ?? text else { return nil }
        guard let path = ItemsPath(text) else { throw map.invalid(key, "is no path of member names") }
        return path
    }

    /// Lists page unless they say that they do not, other calls only where they say so.
    private func paging(_ map: inout YAMLMapping, isList: Bool) throws(YAMLError) -> RESTDialect.Paging {
        guard let text = try map.string("page") else { return isList ? dialect.paging : .none }
        guard let paging = RESTDialect.Paging(rawValue: text) else {
            throw map.invalid("page", "is none of none, link and token")
        }
        return paging
    }

    private func permissions(_ map: inout YAMLMapping) throws(YAMLError) -> [Permission] {
        let names: [String]
        if case .scalar(let text)? = map.node("permission")?.content {
            names = [text]
        } else {
            names = try map.required("permission", try map.filledStrings("permission"))
        }
        var permissions: [Permission] = []
        for name in names {
            guard let permission = Permission(name) else {
                throw map.invalid("permission", "'\(name)' is not exact")
            }
            guard !Self.revealsSecrets(name) else {
                throw map.invalid("permission", "'\(name)' hands out secrets")
            }
            permissions.append(permission)
        }
        return permissions
    }

    /// `Microsoft.Storage/storageAccounts/listKeys/action` and its like, `secretmanager.versions.access`,
    /// `apikeys.keys.getKeyString`.
    private static func revealsSecrets(_ name: String) -> Bool {
        let lower = name.lowercased()
        if lower.hasSuffix("/action") {
            let verb = lower.split(separator: "/").dropLast().last ?? ""
            return verb.hasPrefix("list") || verb.contains("key") || verb.contains("secret") || verb.contains("token")
        }
        return lower.hasSuffix(".access") || lower.hasSuffix("getkeystring") || lower.hasSuffix("getaccesstoken")
    }
}

extension JSONValue {
    /// YAML as JSON: what is written like a number or a flag is one.
    init(plain node: YAMLNode) {
        switch node.content {
        case .null: self = .null
        case .scalar("true"): self = true
        case .scalar("false"): self = false
        case .scalar(let text): self = JSONNumber.isNumber(Array(text.utf8)) ? .number(text) : .string(text)
        case .sequence(let nodes): self = .array(nodes.map { JSONValue(plain: $0) })
        case .mapping(let entries):
            var object = JSONObject()
            for entry in entries { object[entry.key] = JSONValue(plain: entry.value) }
            self = .object(object)
        }
    }
}
