// SPDX-License-Identifier: Apache-2.0

/// A JSON value. Numbers keep the text that they were written with.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    package init(_ number: Int) { self = .number(String(number)) }

    package init(strings: [String]) { self = .array(strings.map { .string($0) }) }

    /// Reads a whole JSON text, see ``JSONTokenizer``; a name that stands twice in an object is refused.
    package init(parsing bytes: Span<UInt8>) throws(JSONError) {
        var tokenizer = try JSONTokenizer(validating: bytes)
        let first = try tokenizer.next(in: bytes)
        self = try Self.value(first, &tokenizer, bytes)
        _ = try tokenizer.next(in: bytes)
    }

    private static func value(
        _ token: JSONToken, _ tokenizer: inout JSONTokenizer, _ bytes: Span<UInt8>
    ) throws(JSONError) -> JSONValue {
        switch token {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .string(let text): return .string(try text.string(bytes))
        case .number(let range):
            return .number(String(decoding: range.map { bytes[$0] }, as: UTF8.self))
        case .beginArray:
            var elements: [JSONValue] = []
            while true {
                let next = try tokenizer.next(in: bytes)
                if next == .endArray { return .array(elements) }
                elements.append(try value(next, &tokenizer, bytes))
            }
        case .beginObject:
            let start = tokenizer.position
            var members: [JSONObject.Member] = []
            while case .key(let text) = try tokenizer.next(in: bytes) {
                let name = try text.string(bytes)
                let member = try value(try tokenizer.next(in: bytes), &tokenizer, bytes)
                members.append(JSONObject.Member(name: name, value: member))
            }
            guard let object = JSONObject(unsorted: members) else {
                throw JSONError(reason: .duplicateKey, offset: start)
            }
            return .object(object)
        case .key, .endArray, .endObject, .end:
            throw JSONError(reason: .unexpectedByte, offset: tokenizer.position)
        }
    }
}

extension JSONValue: Equatable {
    /// Byte for byte, as ``JSONObject`` compares names.
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)), (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }
}

extension JSONValue {
    package subscript(_ name: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }

    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    package var integer: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text)
    }

    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    package var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .number(String(value)) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (name, value) in elements { object[name] = value }
        self = .object(object)
    }
}
