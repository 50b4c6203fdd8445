// SPDX-License-Identifier: Apache-2.0
import JSON

/// A member of a request.
indirect enum InputMember: Sendable {
    enum Location: String, Sendable { case body, uri, querystring, header }

    enum Scalar: Sendable {
        case string, number, boolean
        /// A text of which only what stands behind the last slash is sent.
        case lastPart
    }

    case scalar(name: String, Location, Scalar)
    case list(name: String, Location, isFlattened: Bool, member: InputMember)
    case structure(name: String, members: [String: InputMember])
    case map(name: String, key: String, value: InputMember)

    var name: String {
        switch self {
        case .scalar(let name, _, _), .list(let name, _, _, _), .structure(let name, _), .map(let name, _, _): name
        }
    }

    var location: Location {
        switch self {
        case .scalar(_, let location, _), .list(_, let location, _, _): location
        case .structure, .map: .body
        }
    }
}

extension InputMember {
    init(of operation: String, _ json: JSONValue) throws(ModelError) {
        // A list's own elements have no name.
        let name = json["name"]?.string ?? ""
        guard let location = Location(rawValue: json["location"]?.string ?? "body") else {
            throw ModelError(description: "\(operation): \(name) goes to an unknown place")
        }
        switch json["type"]?.string {
        case "list":
            guard let member = json["member"] else { throw ModelError(description: "\(operation): a list of nothing") }
            self = .list(
                name: name, location, isFlattened: json["flattened"]?.bool ?? false,
                member: try InputMember(of: operation, member))
        case "structure":
            var members: [String: InputMember] = [:]
            for member in json["members"]?.object?.members ?? [] {
                members[member.name] = try InputMember(of: operation, member.value)
            }
            self = .structure(name: name, members: members)
        case "map":
            guard let key = json["key"]?["name"]?.string, let value = json["value"] else {
                throw ModelError(description: "\(operation): a map of nothing")
            }
            self = .map(name: name, key: key, value: try InputMember(of: operation, value))
        case "integer", "long", "short", "byte", "float", "double": self = .scalar(name: name, location, .number)
        case "boolean": self = .scalar(name: name, location, .boolean)
        case .some:
            self = .scalar(name: name, location, json["lastPart"]?.bool == true ? .lastPart : .string)
        case nil: throw ModelError(description: "\(operation): \(name) has no type")
        }
    }
}
