// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON
import SigV4

extension WireRequest {
    /// https://smithy.io/2.0/spec/http-bindings.html
    static func rest(
        _ operation: OperationModel, _ model: ServiceModel, _ input: JSONObject
    ) throws(InputError) -> WireRequest {
        var (path, query) = parts(of: operation.uri)
        var headers = model.headers
        var body = JSONObject()
        for entry in input.members {
            guard let member = operation.input[entry.name] else { continue }
            switch member.location {
            case .body: body[entry.name] = entry.value
            case .uri:
                let text = try text(of: entry, operation, member)
                path = path.replacing("{\(member.name)}", with: PercentEncoding.component(text))
                    .replacing("{\(member.name)+}", with: PercentEncoding.path(text))
            case .querystring:
                let name = PercentEncoding.component(member.name)
                for text in try texts(of: entry, operation, member) {
                    query.append(Field(name: name, value: PercentEncoding.component(text)))
                }
            case .header:
                headers.append(Field(name: member.name.lowercased(), value: try text(of: entry, operation, member)))
            }
        }
        guard !path.contains("{") else { throw InputError(operation: operation.name, member: "path \(path)") }
        var bytes: [UInt8] = []
        if model.wireProtocol == .restJSON, operation.method != "GET" {
            headers.append(Field(name: "content-type", value: "application/json"))
            bytes = try object(body, operation.input, operation).canonical
        } else if let first = body.members.first {
            throw InputError(operation: operation.name, member: first.name)
        }
        return WireRequest(method: operation.method, path: path, query: query, headers: headers, body: bytes)
    }

    /// The path, and the query that the operation always has.
    private static func parts(of uri: String) -> (String, [Field]) {
        let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return (uri, []) }
        let query = parts[1].split(separator: "&").map { field in
            let pair = field.split(separator: "=", maxSplits: 1).map(String.init)
            return Field(name: pair[0], value: pair.count == 2 ? pair[1] : "")
        }
        return (String(parts[0]), query)
    }

    private static func text(
        of entry: JSONObject.Member, _ operation: OperationModel, _ member: InputMember
    ) throws(InputError) -> String {
        guard let text = scalar(entry.value), !text.isEmpty else {
            throw InputError(operation: operation.name, member: entry.name)
        }
        if case .scalar(_, _, .lastPart) = member { return String(text.split(separator: "/").last ?? "") }
        return text
    }

    /// A list stands in a query as often as it has elements.
    private static func texts(
        of entry: JSONObject.Member, _ operation: OperationModel, _ member: InputMember
    ) throws(InputError) -> [String] {
        guard case .array(let elements) = entry.value else { return [try text(of: entry, operation, member)] }
        return try elements.map { (element) throws(InputError) in
            try text(of: JSONObject.Member(name: entry.name, value: element), operation, member)
        }
    }
}
