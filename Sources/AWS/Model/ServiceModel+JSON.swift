// SPDX-License-Identifier: Apache-2.0
import JSON
import Synchronization

/// A model file that is not in the format of `Sources/CAWSModels/README.md`. The files are part of the program, so
/// this is a defect of the program.
struct ModelError: Error, CustomStringConvertible {
    let description: String
}

extension ServiceModel {
    /// Every model in the program, by service.
    static let embedded: Result<[String: ServiceModel], any Error> = Result {
        var models: [String: ServiceModel] = [:]
        for file in EmbeddedFiles.models {
            models[file.name] = try ServiceModel(parsing: file.bytes)
        }
        return models
    }

    init(parsing bytes: [UInt8]) throws {
        let json = try JSONValue(parsing: bytes.span)
        func text(_ key: String) throws -> String {
            guard let text = json[key]?.string else { throw ModelError(description: "a service model has no \(key)") }
            return text
        }
        service = try text("service")
        guard let wireProtocol = WireProtocol(rawValue: try text("protocol")) else {
            throw ModelError(description: "\(service): unknown protocol")
        }
        self.wireProtocol = wireProtocol
        apiVersion = try text("apiVersion")
        endpointPrefix = try text("endpointPrefix")
        signingName = try text("signingName")
        var operations: [String: OperationModel] = [:]
        for member in json["operations"]?.object?.members ?? [] {
            operations[member.name] = try OperationModel(name: member.name, member.value)
        }
        self.operations = operations
        var shapes: [String: Shape] = [:]
        for member in json["shapes"]?.object?.members ?? [] {
            shapes[member.name] = try Shape(name: member.name, member.value)
        }
        self.shapes = shapes
    }
}

extension OperationModel {
    init(name: String, _ json: JSONValue) throws {
        guard let method = json["method"]?.string, let uri = json["uri"]?.string else {
            throw ModelError(description: "\(name): no method or uri")
        }
        self.name = name
        self.method = method
        self.uri = uri
        var input: [String: InputMember] = [:]
        for member in json["input"]?.object?.members ?? [] {
            input[member.name] = try InputMember(of: name, member.value)
        }
        self.input = input
        output = json["output"]?.string
        payload = json["payload"]?.string
        resultWrapper = json["resultWrapper"]?.string
        rootText = json["rootText"]?.string
        page = json["page"]?.object.map { page in
            Page(input: page["input"]?.string, output: page["output"]?.string, limit: page["limit"]?.string)
        }
    }
}

extension InputMember {
    init(of operation: String, _ json: JSONValue) throws {
        // A list's own elements have no name.
        let name = json["name"]?.string ?? ""
        switch json["type"]?.string {
        case "list":
            guard let member = json["member"] else { throw ModelError(description: "\(operation): a list of nothing") }
            self = .list(
                name: name, isFlattened: json["flattened"]?.bool ?? false,
                member: try InputMember(of: operation, member))
        case "structure":
            var members: [String: InputMember] = [:]
            for member in json["members"]?.object?.members ?? [] {
                members[member.name] = try InputMember(of: operation, member.value)
            }
            self = .structure(name: name, members: members)
        case .some:
            let location = json["location"]?.string ?? "body"
            guard let place = Location(rawValue: location) else {
                throw ModelError(description: "\(operation): \(name) goes to an unknown place")
            }
            self = .scalar(name: name, place)
        case nil: throw ModelError(description: "\(operation): \(name) has no type")
        }
    }
}

extension Shape {
    init(name: String, _ json: JSONValue) throws {
        func reference(_ key: String) throws -> Reference {
            guard let value = json[key] else { throw ModelError(description: "the shape \(name) has no \(key)") }
            return try Reference(of: name, value)
        }
        switch json["type"]?.string {
        case "structure":
            var members: [Member] = []
            for member in json["members"]?.object?.members ?? [] {
                members.append(Member(name: member.name, reference: try Reference(of: name, member.value)))
            }
            kind = .structure(members)
        case "list": kind = .list(try reference("member"))
        case "map": kind = .map(key: try reference("key"), value: try reference("value"))
        case "string", "character": kind = .string
        case "integer", "long", "short", "byte": kind = .integer
        case "float", "double": kind = .number
        case "boolean": kind = .boolean
        case "blob": kind = .blob
        case "timestamp":
            guard let format = json["timestampFormat"]?.string.flatMap(TimestampFormat.init) else {
                throw ModelError(description: "the timestamp \(name) has no format")
            }
            kind = .timestamp(format)
        default: throw ModelError(description: "the shape \(name) has an unknown type")
        }
    }
}

extension Shape.Reference {
    init(of shape: String, _ json: JSONValue) throws {
        guard let target = json["shape"]?.string else {
            throw ModelError(description: "a member of \(shape) has no shape")
        }
        self.shape = target
        wireName = json["name"]?.string ?? ""
        isFlattened = json["flattened"]?.bool ?? false
        isAttribute = json["attribute"]?.bool ?? false
        isOutsideBody = json["location"]?.string != nil
    }
}
