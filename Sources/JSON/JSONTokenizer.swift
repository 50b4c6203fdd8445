// SPDX-License-Identifier: Apache-2.0

/// A strict pull tokenizer for RFC 8259 that holds no bytes: each call is given the text again.
///
/// Refuses what the RFC refuses, and besides: a byte order mark, nesting beyond ``maximumDepth``. The text must be
/// valid UTF-8; ``init(validating:)`` checks that once.
package struct JSONTokenizer {
    package static let maximumDepth = 128

    private enum Container { case object, array }
    private enum Expectation { case value, valueOrEnd, key, keyOrEnd, commaOrEnd, done }

    package private(set) var position = 0
    private var containers: [Container] = []
    private var expectation = Expectation.value

    package init(validating bytes: Span<UInt8>) throws(JSONError) {
        do {
            _ = try UTF8Span(validating: bytes)
        } catch {
            throw JSONError(reason: .notUTF8, offset: error.byteOffsets.lowerBound)
        }
    }

    package mutating func next(in bytes: Span<UInt8>) throws(JSONError) -> JSONToken {
        skipWhitespace(bytes)
        guard position < bytes.count else {
            guard expectation == .done else { throw failure(.unexpectedEnd) }
            return .end
        }
        if expectation == .done { throw failure(.trailingBytes) }
        let byte = bytes[position]
        if expectation == .commaOrEnd {
            if let end = closing(byte) { return end }
            guard byte == UInt8(ascii: ",") else { throw failure(.unexpectedByte) }
            position += 1
            expectation = containers.last == .object ? .key : .value
            return try next(in: bytes)
        }
        if expectation == .keyOrEnd || expectation == .valueOrEnd, let end = closing(byte) { return end }
        if expectation == .key || expectation == .keyOrEnd { return try key(bytes) }
        return try value(bytes)
    }

    private mutating func key(_ bytes: Span<UInt8>) throws(JSONError) -> JSONToken {
        guard bytes[position] == UInt8(ascii: "\"") else { throw failure(.unexpectedByte) }
        let text = try string(bytes)
        skipWhitespace(bytes)
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        guard bytes[position] == UInt8(ascii: ":") else { throw failure(.unexpectedByte) }
        position += 1
        expectation = .value
        return .key(text)
    }

    private mutating func value(_ bytes: Span<UInt8>) throws(JSONError) -> JSONToken {
        switch bytes[position] {
        case UInt8(ascii: "{"): return try open(.object, .beginObject, .keyOrEnd)
        case UInt8(ascii: "["): return try open(.array, .beginArray, .valueOrEnd)
        case UInt8(ascii: "\""):
            let text = try string(bytes)
            closeValue()
            return .string(text)
        case UInt8(ascii: "t"): return try literal("true", .bool(true), bytes)
        case UInt8(ascii: "f"): return try literal("false", .bool(false), bytes)
        case UInt8(ascii: "n"): return try literal("null", .null, bytes)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let range = try number(bytes)
            closeValue()
            return .number(range)
        default: throw failure(.unexpectedByte)
        }
    }

    private mutating func open(
        _ container: Container, _ token: JSONToken, _ next: Expectation
    ) throws(JSONError) -> JSONToken {
        guard containers.count < Self.maximumDepth else { throw failure(.tooDeep) }
        containers.append(container)
        expectation = next
        position += 1
        return token
    }

    private mutating func closing(_ byte: UInt8) -> JSONToken? {
        switch (containers.last, byte) {
        case (.object, UInt8(ascii: "}")), (.array, UInt8(ascii: "]")):
            let container = containers.removeLast()
            position += 1
            closeValue()
            return container == .object ? .endObject : .endArray
        default: return nil
        }
    }

    private mutating func closeValue() { expectation = containers.isEmpty ? .done : .commaOrEnd }

    private mutating func literal(
        _ word: StaticString, _ token: JSONToken, _ bytes: Span<UInt8>
    ) throws(JSONError) -> JSONToken {
        for scalar in word.description.utf8 {
            guard position < bytes.count else { throw failure(.unexpectedEnd) }
            guard bytes[position] == scalar else { throw failure(.unexpectedByte) }
            position += 1
        }
        closeValue()
        return token
    }

    private mutating func skipWhitespace(_ bytes: Span<UInt8>) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private func failure(_ reason: JSONError.Reason) -> JSONError { JSONError(reason: reason, offset: position) }
}

extension JSONTokenizer {
    private mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> JSONText {
        position += 1
        let start = position
        var hasEscapes = false
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return JSONText(range: start..<position - 1, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                position = min(position + 2, bytes.count)
            case 0..<0x20: throw failure(.malformedString)
            default: position += 1
            }
        }
        throw failure(.unexpectedEnd)
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    private mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> Range<Int> {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let leadingZero = peek(bytes) == UInt8(ascii: "0")
        let digits = skipDigits(bytes)
        guard digits > 0, !leadingZero || digits == 1 else { throw failure(.malformedNumber) }
        if peek(bytes) == UInt8(ascii: ".") {
            position += 1
            guard skipDigits(bytes) > 0 else { throw failure(.malformedNumber) }
        }
        if let byte = peek(bytes), byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if let sign = peek(bytes), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            guard skipDigits(bytes) > 0 else { throw failure(.malformedNumber) }
        }
        return start..<position
    }

    private func peek(_ bytes: Span<UInt8>) -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipDigits(_ bytes: Span<UInt8>) -> Int {
        let start = position
        while let byte = peek(bytes), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        return position - start
    }
}
