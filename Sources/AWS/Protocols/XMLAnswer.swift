// SPDX-License-Identifier: Apache-2.0
import JSON

/// An answer that is XML, but not the XML of its operation.
enum AnswerError: Error, Equatable {
    case xml(XMLError)
    /// A value that its shape does not allow.
    case value(shape: String, offset: Int)
    /// The element that should hold the output is missing.
    case noResult
}

/// Turns an answer of the `ec2`, `query` and `rest-xml` protocols into what the AWS CLI and boto3 would show.
struct XMLAnswer {
    private let model: ServiceModel
    private var tokenizer: XMLTokenizer

    private init(_ model: ServiceModel, _ bytes: Span<UInt8>) throws(AnswerError) {
        self.model = model
        do {
            tokenizer = try XMLTokenizer(validating: bytes)
        } catch {
            throw .xml(error)
        }
    }

    /// The output of an operation; members that are not in the answer are not in the object either.
    static func output(
        of operation: OperationModel, _ model: ServiceModel, _ bytes: Span<UInt8>
    ) throws(AnswerError) -> JSONValue {
        guard let output = operation.output, model.hasBody(output) else { return [:] }
        guard bytes.count > 0 else { throw .noResult }
        var answer = try XMLAnswer(model, bytes)
        guard case .start(let root) = try answer.next(bytes), answer.isRoot(root, of: operation, bytes) else {
            throw .noResult
        }
        if let member = operation.rootText {
            let text = try answer.scalarText(bytes)
            var object = JSONObject()
            // botocore gives null where the element is empty.
            object[member] = text.isEmpty ? .null : .string(text)
            return .object(object)
        }
        if let payload = operation.payload {
            guard case .structure(let members)? = model.shapes[output]?.kind,
                let member = members.first(where: { $0.name == payload })
            else { throw .noResult }
            var object = JSONObject()
            object[payload] = try answer.value(member.reference.shape, bytes)
            return .object(object)
        }
        guard let wrapper = operation.resultWrapper else { return try answer.value(output, bytes) }
        while true {
            switch try answer.next(bytes) {
            case .start(let name) where answer.matches(name, wrapper, bytes): return try answer.value(output, bytes)
            case .start: try answer.skip(bytes)
            case .text: continue
            case .end, .endOfDocument: throw .noResult
            }
        }
    }

    private mutating func next(_ bytes: Span<UInt8>) throws(AnswerError) -> XMLToken {
        do {
            return try tokenizer.next(in: bytes)
        } catch {
            throw .xml(error)
        }
    }

    private func string(_ text: XMLText, _ bytes: Span<UInt8>) throws(AnswerError) -> String {
        do {
            return try text.string(bytes)
        } catch {
            throw .xml(error)
        }
    }

    /// Reads the value of the element that was just started, its end tag included.
    private mutating func value(_ name: String, _ bytes: Span<UInt8>) throws(AnswerError) -> JSONValue {
        guard let shape = model.shapes[name] else { throw .value(shape: name, offset: tokenizer.position) }
        switch shape.kind {
        case .structure(let members): return try structure(members, bytes)
        case .list(let member): return .array(try elements(of: member, bytes))
        case .map(let key, let value): return try map(key, value, bytes)
        case .string, .blob: return .string(try scalarText(bytes))
        case .boolean:
            let start = tokenizer.position
            switch try scalarText(bytes).lowercased() {
            case "true": return true
            case "false": return false
            default: throw .value(shape: name, offset: start)
            }
        case .integer, .number:
            let start = tokenizer.position
            let text = try scalarText(bytes)
            guard Self.isNumber(text) else { throw .value(shape: name, offset: start) }
            return .number(text)
        case .timestamp(let format):
            let start = tokenizer.position
            guard let text = AWSTimestamp.rfc3339(try scalarText(bytes), format) else {
                throw .value(shape: name, offset: start)
            }
            return .string(text)
        }
    }

    private mutating func structure(
        _ members: [Shape.Member], _ bytes: Span<UInt8>
    ) throws(AnswerError) -> JSONValue {
        var object = JSONObject()
        // Of flattened lists, whose elements may stand apart.
        var lists: [String: [JSONValue]] = [:]
        for attribute in tokenizer.attributes {
            guard
                let member = members.first(where: {
                    $0.reference.isAttribute && matches(attribute.name, $0.reference.wireName, bytes, withPrefix: true)
                })
            else { continue }
            object[member.name] = .string(try string(attribute.value, bytes))
        }
        while true {
            switch try next(bytes) {
            case .end:
                for (name, elements) in lists { object[name] = .array(elements) }
                return .object(object)
            case .text: continue
            case .endOfDocument: throw .noResult
            case .start(let name):
                guard
                    let member = members.first(where: {
                        !$0.reference.isAttribute && !$0.reference.isOutsideBody
                            && matches(name, $0.reference.wireName, bytes)
                    })
                else {
                    try skip(bytes)
                    continue
                }
                if member.reference.isFlattened, case .list(let element)? = model.shapes[member.reference.shape]?.kind {
                    lists[member.name, default: []].append(try value(element.shape, bytes))
                } else {
                    object[member.name] = try value(member.reference.shape, bytes)
                }
            }
        }
    }

    private mutating func elements(
        of member: Shape.Reference, _ bytes: Span<UInt8>
    ) throws(AnswerError) -> [JSONValue] {
        var elements: [JSONValue] = []
        while true {
            switch try next(bytes) {
            case .end: return elements
            case .text: continue
            case .endOfDocument: throw .noResult
            case .start: elements.append(try value(member.shape, bytes))
            }
        }
    }

    private mutating func map(
        _ key: Shape.Reference, _ value: Shape.Reference, _ bytes: Span<UInt8>
    ) throws(AnswerError) -> JSONValue {
        let entry = [Shape.Member(name: "key", reference: key), Shape.Member(name: "value", reference: value)]
        var members: [JSONObject.Member] = []
        while true {
            switch try next(bytes) {
            case .end:
                guard let object = JSONObject(unsorted: members) else {
                    throw .value(shape: key.shape, offset: tokenizer.position)
                }
                return .object(object)
            case .text: continue
            case .endOfDocument: throw .noResult
            case .start:
                let pair = try structure(entry, bytes)
                guard let name = pair["key"]?.string else { throw .value(shape: key.shape, offset: tokenizer.position) }
                members.append(JSONObject.Member(name: name, value: pair["value"] ?? .null))
            }
        }
    }

    /// The text of the element that was just started; elements in it are no scalar.
    private mutating func scalarText(_ bytes: Span<UInt8>) throws(AnswerError) -> String {
        var text = ""
        while true {
            switch try next(bytes) {
            case .end: return text
            case .text(let part): text += try string(part, bytes)
            case .start, .endOfDocument: throw .value(shape: "scalar", offset: tokenizer.position)
            }
        }
    }

    private mutating func skip(_ bytes: Span<UInt8>) throws(AnswerError) {
        var depth = 1
        while depth > 0 {
            switch try next(bytes) {
            case .start: depth += 1
            case .end: depth -= 1
            case .text: continue
            case .endOfDocument: throw .noResult
            }
        }
    }

    /// What a proxy or a broken endpoint sends with status 200 is no empty list. Query services name the root after the
    /// operation; the roots of REST services have no rule, but none is called like an error or a page.
    private func isRoot(_ root: Range<Int>, of operation: OperationModel, _ bytes: Span<UInt8>) -> Bool {
        switch model.wireProtocol {
        case .ec2, .query: matches(root, "\(operation.name)Response", bytes)
        case .json, .restJSON, .restXML:
            !["html", "HTML", "Error", "Response", "ErrorResponse"].contains { matches(root, $0, bytes) }
        }
    }

    /// Namespaces play no part; attributes are named with their prefix.
    private func matches(
        _ name: Range<Int>, _ wireName: String, _ bytes: Span<UInt8>, withPrefix: Bool = false
    ) -> Bool {
        var local = name
        if !withPrefix, let colon = name.first(where: { bytes[$0] == UInt8(ascii: ":") }) {
            local = colon + 1..<name.upperBound
        }
        return local.count == wireName.utf8.count
            && zip(local, wireName.utf8).allSatisfy { bytes[$0] == $1 }
    }

    /// A number that JSON can hold as it is written.
    private static func isNumber(_ text: String) -> Bool {
        guard let value = try? JSONValue(parsing: Array(text.utf8).span), case .number = value else { return false }
        return true
    }
}
