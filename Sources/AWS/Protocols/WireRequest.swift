// SPDX-License-Identifier: Apache-2.0
import JSON
import SigV4

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
        case .json: self = try Self.json(operation, model, input)
        case .restXML, .restJSON: self = try Self.rest(operation, model, input)
        }
    }

    static func scalar(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
