// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON

/// Reads the answer of any operation: what the AWS CLI and boto3 would show of it, as canonical JSON.
enum AnswerReader {
    /// - Throws: ``AnswerError``
    static func output(
        of operation: OperationModel, _ model: ServiceModel, _ bytes: Span<UInt8>,
        _ headers: HTTPHeaders = HTTPHeaders()
    ) throws(AnswerError) -> CanonicalJSON {
        guard let output = operation.output else { return empty }
        var body = empty
        if model.hasBody(output) {
            switch model.wireProtocol {
            case .ec2, .query, .restXML: body = try XMLTranscoder.output(of: operation, output, model, bytes)
            case .json, .restJSON: body = try JSONTranscoder.output(of: operation, output, model, bytes)
            }
        }
        guard case .structure(let structure) = model.shapes[output].kind, !structure.headers.isEmpty else {
            return body
        }
        return try joined(body, structure.headers, model, headers)
    }

    /// The body's members, and those that stand in headers.
    private static func joined(
        _ body: CanonicalJSON, _ members: [Shape.Member], _ model: ServiceModel, _ headers: HTTPHeaders
    ) throws(AnswerError) -> CanonicalJSON {
        var writer = CanonicalWriter(capacity: body.bytes.count)
        writer.beginObject()
        body.forEachMember { name, value in
            writer.key(name)
            writer.raw(value.bytes)
        }
        for member in members {
            let name = String(decoding: member.reference.wireName, as: UTF8.self).lowercased()
            guard let text = headers[name] else { continue }
            writer.key(member.key)
            switch model.shapes[member.reference.shape].kind {
            case .integer where JSONNumber.isNumber(Array(text.utf8)): writer.raw(text)
            case .boolean where text == "true" || text == "false": writer.raw(text)
            case .timestamp(let format):
                writer.string(AWSTimestamp.rfc3339(text, member.reference.timestampFormat ?? format) ?? text)
            default: writer.string(text)
            }
        }
        do {
            try writer.endObject()
        } catch {
            throw .json(error)
        }
        return CanonicalJSON(written: writer.bytes)
    }

    private static let empty = CanonicalJSON(written: Array("{}".utf8))
}
