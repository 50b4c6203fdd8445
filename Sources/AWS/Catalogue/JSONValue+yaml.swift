// SPDX-License-Identifier: Apache-2.0
import JSON
import StrictYAML

extension JSONValue {
    /// A constant of the catalogue, of the kind that the request wants.
    ///
    /// - Returns: nil where it is of another kind.
    init?(_ node: YAMLNode, as model: InputMember) {
        switch (model, node.content) {
        case (.scalar(_, _, .string), .scalar(let text)): self = .string(text)
        case (.scalar(_, _, .number), .scalar(let text)):
            guard JSONNumber.isNumber(Array(text.utf8)) else { return nil }
            self = .number(text)
        case (.scalar(_, _, .boolean), .scalar(let text)):
            guard text == "true" || text == "false" else { return nil }
            self = .bool(text == "true")
        case (.list(_, _, _, let member), .sequence(let nodes)):
            var elements: [JSONValue] = []
            for node in nodes {
                guard let element = JSONValue(node, as: member) else { return nil }
                elements.append(element)
            }
            self = .array(elements)
        case (.structure(_, let members), .mapping(let entries)):
            var object = JSONObject()
            for entry in entries {
                guard let member = members[entry.key], let value = JSONValue(entry.value, as: member) else {
                    return nil
                }
                object[entry.key] = value
            }
            self = .object(object)
        case (.map(_, _, let member), .mapping(let entries)):
            var object = JSONObject()
            for entry in entries {
                guard let value = JSONValue(entry.value, as: member) else { return nil }
                object[entry.key] = value
            }
            self = .object(object)
        default: return nil
        }
    }
}
