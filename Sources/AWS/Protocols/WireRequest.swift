// SPDX-License-Identifier: Apache-2.0
import JSON

/// A request as it goes over the wire, before it is signed.
struct WireRequest: Sendable, Equatable {
    struct Field: Sendable, Equatable {
        /// Both percent-encoded.
        let name: String
        let value: String
    }

    let method: String
    /// Percent-encoded, begins with a slash.
    let path: String
    let query: [Field]
    let headers: [Field]
    let body: [UInt8]

    /// Path and query as they stand in the request line.
    var target: String {
        if query.isEmpty { return path }
        return "\(path)?\(query.map { $0.value.isEmpty ? $0.name : "\($0.name)=\($0.value)" }.joined(separator: "&"))"
    }
}

/// An input that its operation does not have: a mistake in a catalogue.
struct InputError: Error, Equatable, CustomStringConvertible {
    let operation: String
    let member: String

    var description: String { "\(operation) takes no \(member) here" }
}

extension WireRequest {
    /// Writes a request in the protocol of its service.
    init(_ operation: OperationModel, _ model: ServiceModel, _ input: JSONObject) throws(InputError) {
        for member in input.members where operation.input[member.name] == nil {
            throw InputError(operation: operation.name, member: member.name)
        }
        switch model.wireProtocol {
        case .ec2, .query: self = try Self.form(operation, model, input)
        case .restXML: self = try Self.rest(operation, input)
        case .json, .restJSON: throw InputError(operation: operation.name, member: "request: no \(model.wireProtocol)")
        }
    }

    /// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html, and the EC2 variant of it.
    private static func form(
        _ operation: OperationModel, _ model: ServiceModel, _ input: JSONObject
    ) throws(InputError) -> WireRequest {
        var fields = [
            Field(name: "Action", value: operation.name), Field(name: "Version", value: model.apiVersion),
        ]
        for member in input.members {
            guard let model = operation.input[member.name] else { continue }
            try append(member.value, model, name: model.name, to: &fields, operation)
        }
        let body = fields.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let type = Field(name: "content-type", value: "application/x-www-form-urlencoded; charset=utf-8")
        return WireRequest(method: operation.method, path: "/", query: [], headers: [type], body: Array(body.utf8))
    }

    private static func append(
        _ value: JSONValue, _ model: InputMember, name: String, to fields: inout [Field], _ operation: OperationModel
    ) throws(InputError) {
        switch (model, value) {
        case (.scalar, _):
            guard let text = scalar(value) else { throw InputError(operation: operation.name, member: name) }
            fields.append(Field(name: PercentEncoding.component(name), value: PercentEncoding.component(text)))
        case (.list(_, let isFlattened, let member), .array(let elements)):
            for (index, element) in elements.enumerated() {
                let prefix = isFlattened ? name : "\(name).\(member.name)"
                try append(element, member, name: "\(prefix).\(index + 1)", to: &fields, operation)
            }
        case (.structure(_, let members), .object(let object)):
            for entry in object.members {
                guard let member = members[entry.name] else {
                    throw InputError(operation: operation.name, member: "\(name).\(entry.name)")
                }
                try append(entry.value, member, name: "\(name).\(member.name)", to: &fields, operation)
            }
        default: throw InputError(operation: operation.name, member: name)
        }
    }

    /// https://smithy.io/2.0/spec/http-bindings.html; members in a body do not occur in reads.
    private static func rest(_ operation: OperationModel, _ input: JSONObject) throws(InputError) -> WireRequest {
        let parts = operation.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path = String(parts[0])
        var query: [Field] = []
        if parts.count == 2 {
            query = parts[1].split(separator: "&").map { field in
                let pair = field.split(separator: "=", maxSplits: 1).map(String.init)
                return Field(name: pair[0], value: pair.count == 2 ? pair[1] : "")
            }
        }
        var headers: [Field] = []
        for member in input.members {
            guard case .scalar(let name, let location)? = operation.input[member.name],
                let text = scalar(member.value)
            else { throw InputError(operation: operation.name, member: member.name) }
            switch location {
            case .uri:
                path = path.replacing("{\(name)}", with: PercentEncoding.component(text))
                    .replacing("{\(name)+}", with: PercentEncoding.path(text))
            case .querystring:
                query.append(
                    Field(name: PercentEncoding.component(name), value: PercentEncoding.component(text)))
            case .header: headers.append(Field(name: name.lowercased(), value: text))
            case .body: throw InputError(operation: operation.name, member: member.name)
            }
        }
        guard !path.contains("{") else { throw InputError(operation: operation.name, member: "path \(path)") }
        return WireRequest(method: operation.method, path: path, query: query, headers: headers, body: [])
    }

    private static func scalar(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
