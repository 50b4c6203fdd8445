// SPDX-License-Identifier: Apache-2.0
import JSON

/// Reads the shapes of a model file.
struct ShapeReader {
    /// The place of each shape.
    let index: [String: Int]

    func shape(_ name: String, _ json: JSONValue) throws(ModelError) -> Shape {
        Shape(name: name, kind: try kind(name, json))
    }

    private func kind(_ name: String, _ json: JSONValue) throws(ModelError) -> Shape.Kind {
        let isSensitive = json["sensitive"]?.bool ?? false
        func reference(_ key: String) throws(ModelError) -> Shape.Reference {
            guard let value = json[key] else { throw ModelError(description: "the shape \(name) has no \(key)") }
            return try self.reference(of: name, value)
        }
        switch json["type"]?.string {
        case "structure":
            var members: [Shape.Member] = []
            for member in json["members"]?.object?.members ?? [] {
                members.append(
                    Shape.Member(
                        name: member.name, key: Array(member.name.utf8),
                        reference: try self.reference(of: name, member.value, isSensitive: isSensitive)))
            }
            return .structure(Shape.Structure(members))
        case "list": return .list(try reference("member"))
        case "map": return .map(key: try reference("key"), value: try reference("value"))
        case "string", "character": return .string
        case "integer", "long", "short", "byte": return .integer
        case "float", "double": return .number
        case "boolean": return .boolean
        case "blob": return .blob
        case "document": return .document
        case "policy": return .policy
        case "timestamp":
            guard let format = json["timestampFormat"]?.string.flatMap(Shape.TimestampFormat.init) else {
                throw ModelError(description: "the timestamp \(name) has no format")
            }
            return .timestamp(format)
        default: throw ModelError(description: "the shape \(name) has an unknown type")
        }
    }

    private func reference(
        of shape: String, _ json: JSONValue, isSensitive: Bool = false
    ) throws(ModelError) -> Shape.Reference {
        guard let target = json["shape"]?.string, let place = index[target] else {
            throw ModelError(description: "a member of \(shape) has no shape")
        }
        return Shape.Reference(
            shape: place, wireName: Array((json["name"]?.string ?? "").utf8),
            isFlattened: json["flattened"]?.bool ?? false, isAttribute: json["attribute"]?.bool ?? false,
            isOutsideBody: json["location"]?.string != nil, isHeader: json["location"]?.string == "header",
            isSensitive: isSensitive || json["sensitive"]?.bool ?? false,
            timestampFormat: json["timestampFormat"]?.string.flatMap(Shape.TimestampFormat.init))
    }
}
