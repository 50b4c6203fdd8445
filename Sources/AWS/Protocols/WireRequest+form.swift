// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON
import SigV4

extension WireRequest {
    /// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html, and the EC2 variant of it.
    static func form(
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
        case (.list(_, _, let isFlattened, let member), .array(let elements)):
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
}
