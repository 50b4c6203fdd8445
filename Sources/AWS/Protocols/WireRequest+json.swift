// SPDX-License-Identifier: Apache-2.0
import JSON
import SigV4

extension WireRequest {
    /// https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
    static func json(
        _ operation: OperationModel, _ model: ServiceModel, _ input: JSONObject
    ) throws(InputError) -> WireRequest {
        WireRequest(
            method: operation.method, path: "/", query: [],
            headers: [
                Field(name: "content-type", value: "application/x-amz-json-\(model.jsonVersion)"),
                Field(name: "x-amz-target", value: "\(model.targetPrefix).\(operation.name)"),
            ], body: try object(input, operation.input, operation).canonical)
    }

    /// The members of an object under their names on the wire.
    static func object(
        _ input: JSONObject, _ members: [String: InputMember], _ operation: OperationModel
    ) throws(InputError) -> JSONValue {
        var object = JSONObject()
        for entry in input.members {
            guard let member = members[entry.name] else {
                throw InputError(operation: operation.name, member: entry.name)
            }
            object[member.name] = try value(entry.value, member, operation)
        }
        return .object(object)
    }

    private static func value(
        _ value: JSONValue, _ model: InputMember, _ operation: OperationModel
    ) throws(InputError) -> JSONValue {
        switch (model, value) {
        case (.scalar(_, _, .string), .string), (.scalar(_, _, .number), .number), (.scalar(_, _, .boolean), .bool):
            return value
        case (.list(_, _, _, let member), .array(let elements)):
            var made: [JSONValue] = []
            for element in elements { made.append(try self.value(element, member, operation)) }
            return .array(made)
        case (.structure(_, let members), .object(let object)): return try self.object(object, members, operation)
        case (.map(_, _, let member), .object(let object)):
            var made = JSONObject()
            for entry in object.members { made[entry.name] = try self.value(entry.value, member, operation) }
            return .object(made)
        default: throw InputError(operation: operation.name, member: model.name)
        }
    }
}
