// SPDX-License-Identifier: Apache-2.0
import JSON

/// Turns an answer of the `json` and `rest-json` protocols into canonical JSON, token by token and without a tree.
///
/// As botocore does: members that the model does not know and members that are null are left out, timestamps become RFC
/// 3339, and other scalars stay as the service wrote them.
struct JSONTranscoder {
    private let model: ServiceModel
    private var tokenizer: JSONTokenizer
    private var writer: CanonicalWriter

    private init(_ model: ServiceModel, _ bytes: Span<UInt8>) throws(AnswerError) {
        self.model = model
        writer = CanonicalWriter(capacity: bytes.count)
        do {
            tokenizer = try JSONTokenizer(validating: bytes)
        } catch {
            throw .json(error)
        }
    }

    static func output(
        of operation: OperationModel, _ output: Int, _ model: ServiceModel, _ bytes: Span<UInt8>
    ) throws(AnswerError) -> CanonicalJSON {
        guard bytes.count > 0 else { throw .noResult }
        guard case .structure(let structure) = model.shapes[output].kind else { throw .noResult }
        var transcoder = try JSONTranscoder(model, bytes)
        if let payload = operation.payload {
            guard let member = structure[payload] else { throw .noResult }
            transcoder.writer.beginSortedObject()
            transcoder.writer.rawKey(member.key)
            try transcoder.payload(member.reference, bytes)
            transcoder.writer.endSortedObject()
        } else {
            guard try transcoder.next(bytes) == .beginObject else { throw .noResult }
            let members = try transcoder.structure(structure, bytes)
            // Members, and none of them the operation's: a proxy's refusal, not a list that is empty.
            guard try transcoder.next(bytes) == .end, members.known > 0 || members.unknown == 0 else { throw .noResult }
        }
        return CanonicalJSON(written: transcoder.writer.bytes)
    }

    /// A payload that is a text is the body itself, not JSON.
    private mutating func payload(_ reference: Shape.Reference, _ bytes: Span<UInt8>) throws(AnswerError) {
        switch model.shapes[reference.shape].kind {
        case .string, .blob:
            writer.beginString()
            for index in bytes.indices { writer.appendEscaped(bytes[index]) }
            writer.endString()
        default:
            try value(reference, try next(bytes), bytes)
            guard try next(bytes) == .end else { throw .noResult }
        }
    }

    private mutating func next(_ bytes: Span<UInt8>) throws(AnswerError) -> JSONToken {
        do {
            return try tokenizer.next(in: bytes)
        } catch {
            throw .json(error)
        }
    }

    private mutating func value(
        _ reference: Shape.Reference, _ token: JSONToken, _ bytes: Span<UInt8>
    ) throws(AnswerError) {
        let shape = model.shapes[reference.shape]
        switch (shape.kind, token) {
        case (_, .null): writer.null()
        case (.structure(let structure), .beginObject): _ = try self.structure(structure, bytes)
        case (.list(let element), .beginArray): try list(of: element, bytes)
        case (.map(_, let value), .beginObject): try map(value, bytes)
        case (.document, _), (.policy, .string): try anything(token, bytes)
        case (.timestamp(let own), .number(let range)):
            // Some services write the numbers of their clock although their model says otherwise.
            let text = String(decoding: range.map { bytes[$0] }, as: UTF8.self)
            let format = reference.timestampFormat ?? own
            guard let time = AWSTimestamp.rfc3339(text, format == .unixTimestamp ? format : .unixTimestamp) else {
                throw .value(shape: shape.name, offset: tokenizer.position)
            }
            writer.string(time)
        case (.timestamp(let own), .string(let text)):
            let written = try string(text, bytes)
            let formats = [reference.timestampFormat ?? own, .iso8601, .rfc822, .unixTimestamp]
            guard let time = formats.lazy.compactMap({ AWSTimestamp.rfc3339(written, $0) }).first else {
                throw .value(shape: shape.name, offset: tokenizer.position)
            }
            writer.string(time)
        case (.string, _), (.blob, _), (.boolean, _), (.integer, _), (.number, _):
            // Of scalars boto3 passes on what there is.
            try anything(token, bytes)
        default: throw .value(shape: shape.name, offset: tokenizer.position)
        }
    }

    /// - Returns: how many of the members the model knows.
    private mutating func structure(
        _ structure: Shape.Structure, _ bytes: Span<UInt8>
    ) throws(AnswerError) -> (known: Int, unknown: Int) {
        var count = (known: 0, unknown: 0)
        writer.beginObject()
        while case .key(let name) = try next(bytes) {
            let token = try next(bytes)
            guard let index = try self.index(of: name, in: structure, bytes) else {
                count.unknown += 1
                try skip(token, bytes)
                continue
            }
            count.known += 1
            guard token != .null else { continue }
            writer.key(structure.members[index].key)
            try value(structure.members[index].reference, token, bytes)
        }
        try endObject()
        return count
    }

    private func index(
        of name: JSONText, in structure: Shape.Structure, _ bytes: Span<UInt8>
    ) throws(AnswerError) -> Int? {
        guard name.hasEscapes else { return structure.index(named: name.range, in: bytes) }
        let text = Array(try string(name, bytes).utf8)
        return structure.index(named: text.indices, in: text.span)
    }

    private mutating func list(of element: Shape.Reference, _ bytes: Span<UInt8>) throws(AnswerError) {
        writer.beginArray()
        while true {
            let token = try next(bytes)
            if token == .endArray { return writer.endArray() }
            try value(element, token, bytes)
        }
    }

    private mutating func map(_ value: Shape.Reference, _ bytes: Span<UInt8>) throws(AnswerError) {
        writer.beginObject()
        while case .key(let name) = try next(bytes) {
            writer.key(try string(name, bytes))
            try self.value(value, try next(bytes), bytes)
        }
        try endObject()
    }

    /// Writes a value as it is, members sorted.
    private mutating func anything(_ token: JSONToken, _ bytes: Span<UInt8>) throws(AnswerError) {
        switch token {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .number(let range): writer.raw(bytes, range)
        case .string(let text):
            writer.beginString()
            do {
                try text.unescape(bytes) { writer.appendEscaped($0) }
            } catch {
                throw .json(error)
            }
            writer.endString()
        case .beginArray:
            writer.beginArray()
            while true {
                let element = try next(bytes)
                if element == .endArray { return writer.endArray() }
                try anything(element, bytes)
            }
        case .beginObject:
            writer.beginObject()
            while case .key(let name) = try next(bytes) {
                writer.key(try string(name, bytes))
                try anything(try next(bytes), bytes)
            }
            try endObject()
        case .key, .endArray, .endObject, .end: throw .noResult
        }
    }

    private mutating func skip(_ token: JSONToken, _ bytes: Span<UInt8>) throws(AnswerError) {
        guard token == .beginObject || token == .beginArray else { return }
        var depth = 1
        while depth > 0 {
            switch try next(bytes) {
            case .beginObject, .beginArray: depth += 1
            case .endObject, .endArray: depth -= 1
            default: break
            }
        }
    }

    private mutating func endObject() throws(AnswerError) {
        do {
            try writer.endObject()
        } catch {
            throw .json(error)
        }
    }

    private func string(_ text: JSONText, _ bytes: Span<UInt8>) throws(AnswerError) -> String {
        do {
            return try text.string(bytes)
        } catch {
            throw .json(error)
        }
    }
}
