// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON
import SigV4

/// A model file that is not in the format of `Sources/CAWSModels/README.md`. The files are part of the program, so
/// this is a defect of the program.
struct ModelError: Error, CustomStringConvertible {
    let description: String
}

extension ServiceModel {
    init(parsing bytes: [UInt8]) throws(ModelError) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes.span)
        } catch {
            throw ModelError(description: "a service model is no JSON")
        }
        func text(_ key: String) throws(ModelError) -> String {
            guard let text = json[key]?.string else { throw ModelError(description: "a service model has no \(key)") }
            return text
        }
        service = try text("service")
        guard let wireProtocol = WireProtocol(rawValue: try text("protocol")) else {
            throw ModelError(description: "\(service): unknown protocol")
        }
        self.wireProtocol = wireProtocol
        apiVersion = try text("apiVersion")
        jsonVersion = json["jsonVersion"]?.string ?? "1.1"
        targetPrefix = json["targetPrefix"]?.string ?? ""
        signingName = try text("signingName")
        headers = (json["headers"]?.object?.members ?? []).compactMap { header in
            header.value.string.map { WireRequest.Field(name: header.name, value: $0) }
        }
        endpoints = EndpointTable(json["endpoints"] ?? [:])
        var regions: [String: Set<String>] = [:]
        for partition in json["regions"]?.object?.members ?? [] {
            regions[partition.name] = Set(partition.value.array?.compactMap(\.string) ?? [])
        }
        self.regions = regions
        let members = json["shapes"]?.object?.members ?? []
        var index: [String: Int] = [:]
        for (number, member) in members.enumerated() { index[member.name] = number }
        let reader = ShapeReader(index: index)
        var shapes: [Shape] = []
        for member in members { shapes.append(try reader.shape(member.name, member.value)) }
        self.shapes = shapes
        holdsSensitive = Self.holdsSensitive(shapes)
        var operations: [String: OperationModel] = [:]
        for member in json["operations"]?.object?.members ?? [] {
            operations[member.name] = try OperationModel(name: member.name, member.value, index)
        }
        self.operations = operations
    }
}

extension OperationModel {
    fileprivate init(name: String, _ json: JSONValue, _ shapes: [String: Int]) throws(ModelError) {
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
        required = Set(
            json["input"]?.object?.members.filter { $0.value["required"]?.bool == true }.map(\.name) ?? [])
        output = json["output"]?.string.flatMap { shapes[$0] }
        payload = json["payload"]?.string
        resultWrapper = json["resultWrapper"]?.string.map { Array($0.utf8) }
        rootText = json["rootText"]?.string
        failures = json["failures"].flatMap { failures in
            guard let list = failures["list"]?.string, let code = failures["code"]?.string else { return nil }
            return Failures(list: list, code: code)
        }
        page = try json["page"].flatMap { (page) throws(ModelError) in try Page(of: name, page) }
    }
}

extension OperationModel.Page {
    /// - Returns: nil for null.
    fileprivate init?(of operation: String, _ json: JSONValue) throws(ModelError) {
        if case .null = json { return nil }
        let inputs = json["input"]?.array?.compactMap(\.string) ?? []
        let outputs = json["output"]?.array?.compactMap { $0.string.flatMap { MemberPath($0) } } ?? []
        guard inputs.count == outputs.count else {
            throw ModelError(description: "\(operation): pages without tokens")
        }
        tokens = zip(inputs, outputs).map { (input: $0, output: $1) }
        more = json["more"]?.string.flatMap { MemberPath($0) }
        limit = json["limit"]?.string
    }
}
