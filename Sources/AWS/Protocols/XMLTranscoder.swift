// SPDX-License-Identifier: Apache-2.0
import JSON

/// Turns an answer of the `ec2`, `query` and `rest-xml` protocols into canonical JSON, tag by tag and without a tree.
struct XMLTranscoder {
    private let model: ServiceModel
    var tokenizer: XMLTokenizer
    var writer: CanonicalWriter

    private init(_ model: ServiceModel, _ bytes: Span<UInt8>) throws(AnswerError) {
        self.model = model
        writer = CanonicalWriter(capacity: bytes.count)
        do {
            tokenizer = try XMLTokenizer(validating: bytes)
        } catch {
            throw .xml(error)
        }
    }

    /// The output of an operation; members that are not in the answer are not in the object either.
    static func output(
        of operation: OperationModel, _ output: Int, _ model: ServiceModel, _ bytes: Span<UInt8>
    ) throws(AnswerError) -> CanonicalJSON {
        guard bytes.count > 0 else { throw .noResult }
        if let text = try plainText(operation, output, model, bytes) { return text }
        var transcoder = try XMLTranscoder(model, bytes)
        try transcoder.document(operation, output, bytes)
        return CanonicalJSON(written: transcoder.writer.bytes)
    }

    /// A payload that is a text is the body itself, not XML.
    private static func plainText(
        _ operation: OperationModel, _ output: Int, _ model: ServiceModel, _ bytes: Span<UInt8>
    ) throws(AnswerError) -> CanonicalJSON? {
        guard let payload = operation.payload, case .structure(let structure) = model.shapes[output].kind,
            let member = structure[payload], case .string = model.shapes[member.reference.shape].kind
        else { return nil }
        guard (try? UTF8Span(validating: bytes)) != nil else { throw .value(shape: payload, offset: 0) }
        var writer = CanonicalWriter(capacity: bytes.count)
        writer.beginSortedObject()
        writer.rawKey(member.key)
        writer.beginString()
        for index in bytes.indices { writer.appendEscaped(bytes[index]) }
        writer.endString()
        writer.endSortedObject()
        return CanonicalJSON(written: writer.bytes)
    }

    private mutating func document(
        _ operation: OperationModel, _ output: Int, _ bytes: Span<UInt8>
    ) throws(AnswerError) {
        guard case .start(let root) = try next(bytes), isRoot(root, of: operation, bytes) else { throw .noResult }
        if let member = operation.rootText {
            writer.beginSortedObject()
            writer.rawKey(member)
            let start = writer.position
            try scalar(bytes)
            // botocore gives null where the element is empty.
            if writer.position == start + 2 { writer.replace(from: start, with: "null") }
            writer.endSortedObject()
        } else if let payload = operation.payload {
            guard case .structure(let structure) = model.shapes[output].kind, let member = structure[payload] else {
                throw .noResult
            }
            writer.beginSortedObject()
            writer.rawKey(member.key)
            try rootShape(member.reference.shape, bytes)
            writer.endSortedObject()
        } else if let wrapper = operation.resultWrapper {
            try enter(wrapper, bytes)
            try shape(output, nil, bytes)
        } else {
            try rootShape(output, bytes)
        }
    }

    /// Roots of `rest-xml` have no names that are known, so their members tell an answer from something else.
    private mutating func rootShape(_ index: Int, _ bytes: Span<UInt8>) throws(AnswerError) {
        guard model.wireProtocol == .restXML, case .structure(let structure) = model.shapes[index].kind else {
            return try shape(index, nil, bytes)
        }
        let members = try self.structure(structure, bytes)
        guard members.known > 0 || members.unknown == 0 else { throw .noResult }
    }

    private mutating func enter(_ wrapper: [UInt8], _ bytes: Span<UInt8>) throws(AnswerError) {
        while true {
            switch try next(bytes) {
            case .start(let name) where Self.equals(name, wrapper, bytes): return
            case .start: try skip(bytes)
            case .text: continue
            case .end, .endOfDocument: throw .noResult
            }
        }
    }

    mutating func next(_ bytes: Span<UInt8>) throws(AnswerError) -> XMLToken {
        do {
            return try tokenizer.next(in: bytes)
        } catch {
            throw .xml(error)
        }
    }

    /// Writes the value of the element that was just started, its end tag included.
    private mutating func value(_ reference: Shape.Reference, _ bytes: Span<UInt8>) throws(AnswerError) {
        try shape(reference.shape, reference.timestampFormat, bytes)
    }

    private mutating func shape(
        _ index: Int, _ format: Shape.TimestampFormat?, _ bytes: Span<UInt8>
    ) throws(AnswerError) {
        let shape = model.shapes[index]
        switch shape.kind {
        case .structure(let structure): _ = try self.structure(structure, bytes)
        case .list(let element): try list(of: element, bytes)
        case .map(let key, let value): try map(key, value, bytes)
        case .string, .blob, .document: try scalar(bytes)
        case .policy: try policy(bytes)
        case .boolean:
            let start = tokenizer.position
            switch try text(bytes).lowercased() {
            case "true": writer.bool(true)
            case "false": writer.bool(false)
            default: throw .value(shape: shape.name, offset: start)
            }
        case .integer, .number:
            let start = tokenizer.position
            let text = Array(try text(bytes).utf8)
            guard JSONNumber.isNumber(text) else { throw .value(shape: shape.name, offset: start) }
            writer.raw(text)
        case .timestamp(let own):
            let start = tokenizer.position
            guard let text = AWSTimestamp.rfc3339(try text(bytes), format ?? own) else {
                throw .value(shape: shape.name, offset: start)
            }
            writer.string(text)
        }
    }

    /// - Returns: how many of the elements the model knows.
    private mutating func structure(
        _ structure: Shape.Structure, _ bytes: Span<UInt8>
    ) throws(AnswerError) -> (known: Int, unknown: Int) {
        var count = (known: 0, unknown: 0)
        // Of flattened lists, whose elements may stand apart.
        var lists: [(member: Int, writer: CanonicalWriter)] = []
        writer.beginObject()
        try attributes(of: structure, bytes)
        while true {
            switch try next(bytes) {
            case .text: continue
            case .endOfDocument: throw .noResult
            case .end:
                for list in lists {
                    writer.key(structure.members[list.member].key)
                    writer.raw(list.writer.bytes + [UInt8(ascii: "]")])
                }
                try endObject()
                return count
            case .start(let name):
                guard let index = structure.index(named: local(name, bytes), in: bytes) else {
                    count.unknown += 1
                    try skip(bytes)
                    continue
                }
                count.known += 1
                let member = structure.members[index]
                if member.reference.isFlattened, case .list(let element) = model.shapes[member.reference.shape].kind {
                    try append(element, to: &lists, index, bytes)
                } else {
                    writer.key(member.key)
                    try value(member.reference, bytes)
                }
            }
        }
    }

    private mutating func append(
        _ element: Shape.Reference, to lists: inout [(member: Int, writer: CanonicalWriter)], _ member: Int,
        _ bytes: Span<UInt8>
    ) throws(AnswerError) {
        var place = lists.firstIndex { $0.member == member }
        if place == nil {
            var started = CanonicalWriter()
            started.beginArray()
            lists.append((member, started))
            place = lists.count - 1
        }
        guard let place else { return }
        swap(&writer, &lists[place].writer)
        try value(element, bytes)
        swap(&writer, &lists[place].writer)
    }

    private mutating func attributes(of structure: Shape.Structure, _ bytes: Span<UInt8>) throws(AnswerError) {
        guard !structure.attributes.isEmpty else { return }
        for attribute in tokenizer.attributes {
            // Attributes are named with their prefix.
            let member = structure.attributes.first {
                Self.equals(attribute.name, $0.reference.wireName, bytes, whole: true)
            }
            guard let member else { continue }
            writer.key(member.key)
            writer.beginString()
            try unescape(attribute.value, bytes)
            writer.endString()
        }
    }

    private mutating func endObject() throws(AnswerError) {
        do {
            try writer.endObject()
        } catch {
            throw .json(error)
        }
    }

    private mutating func list(of element: Shape.Reference, _ bytes: Span<UInt8>) throws(AnswerError) {
        writer.beginArray()
        while true {
            switch try next(bytes) {
            case .end: return writer.endArray()
            case .text: continue
            case .endOfDocument: throw .noResult
            case .start: try value(element, bytes)
            }
        }
    }

    private mutating func map(
        _ key: Shape.Reference, _ value: Shape.Reference, _ bytes: Span<UInt8>
    ) throws(AnswerError) {
        let entry = Shape.Structure([
            Shape.Member(name: "key", key: Array("key".utf8), reference: key),
            Shape.Member(name: "value", key: Array("value".utf8), reference: value),
        ])
        writer.beginObject()
        while true {
            switch try next(bytes) {
            case .end: return try endObject()
            case .text: continue
            case .endOfDocument: throw .noResult
            case .start:
                var aside = CanonicalWriter()
                swap(&writer, &aside)
                _ = try structure(entry, bytes)
                swap(&writer, &aside)
                let pair = CanonicalJSON(written: aside.bytes)
                guard let name = pair["key"]?.scalar else {
                    throw .value(shape: model.shapes[key.shape].name, offset: tokenizer.position)
                }
                writer.key(name)
                if let value = pair["value"] { writer.raw(value.bytes) } else { writer.null() }
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
        case .ec2, .query: Self.equals(root, Array("\(operation.name)Response".utf8), bytes)
        case .json, .restJSON, .restXML:
            !["html", "HTML", "Error", "Response", "ErrorResponse"].contains {
                Self.equals(root, Array($0.utf8), bytes)
            }
        }
    }

    /// Namespaces play no part.
    private func local(_ name: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
        for index in name where bytes[index] == UInt8(ascii: ":") { return index + 1..<name.upperBound }
        return name
    }

    private static func equals(
        _ name: Range<Int>, _ wireName: [UInt8], _ bytes: Span<UInt8>, whole: Bool = false
    ) -> Bool {
        var range = name
        if !whole { for index in name where bytes[index] == UInt8(ascii: ":") { range = index + 1..<name.upperBound } }
        guard range.count == wireName.count else { return false }
        for offset in 0..<range.count where bytes[range.lowerBound + offset] != wireName[offset] { return false }
        return true
    }
}
