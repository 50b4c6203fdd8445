// SPDX-License-Identifier: Apache-2.0

/// A value in canonical JSON text, or in a part of one: what ``CanonicalWriter`` wrote. Reading it needs no tree and no
/// check, only a walk over its bytes.
package struct CanonicalJSON: Sendable {
    private let text: [UInt8]
    private let range: Range<Int>

    /// - Parameter written: canonical JSON, as ``CanonicalWriter/bytes`` is; anything else is read as nonsense.
    package init(written: [UInt8]) {
        text = written
        range = 0..<written.count
    }

    package init(_ value: JSONValue) { self.init(written: value.canonical) }

    private init(_ text: [UInt8], _ range: Range<Int>) {
        self.text = text
        self.range = range
    }

    package var bytes: ArraySlice<UInt8> { text[range] }

    package var value: JSONValue? {
        try? JSONValue(parsing: bytes.span)
    }

    package var isObject: Bool { first == UInt8(ascii: "{") }
    package var isArray: Bool { first == UInt8(ascii: "[") }
    package var isNull: Bool { first == UInt8(ascii: "n") }
    package var isTrue: Bool { first == UInt8(ascii: "t") }

    private var first: UInt8? { range.isEmpty ? nil : text[range.lowerBound] }

    /// The text of a string, or a number or flag as it is written; nil for anything else.
    package var scalar: String? {
        switch first {
        case UInt8(ascii: "\""):
            let inside = text[range.lowerBound + 1..<range.upperBound - 1]
            guard inside.contains(UInt8(ascii: "\\")) else { return String(decoding: inside, as: UTF8.self) }
            return value?.string
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "n"): return nil
        default: return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Visits the members of an object: the name as it stands between its quotes, and the value.
    package func forEachMember(_ visit: (ArraySlice<UInt8>, CanonicalJSON) -> Void) {
        guard isObject else { return }
        var index = range.lowerBound + 1
        while index < range.upperBound - 1 {
            let nameEnd = end(ofValueAt: index)
            let valueEnd = end(ofValueAt: nameEnd + 1)
            visit(text[index + 1..<nameEnd - 1], CanonicalJSON(text, nameEnd + 1..<valueEnd))
            index = valueEnd + 1
        }
    }

    /// Visits the elements of an array.
    package func forEachElement(_ visit: (CanonicalJSON) -> Void) {
        guard isArray else { return }
        var index = range.lowerBound + 1
        while index < range.upperBound - 1 {
            let end = end(ofValueAt: index)
            visit(CanonicalJSON(text, index..<end))
            index = end + 1
        }
    }

    package var firstElement: CanonicalJSON? {
        var first: CanonicalJSON?
        forEachElement { first = first ?? $0 }
        return first
    }

    /// The member of an object.
    package subscript(_ name: String) -> CanonicalJSON? {
        guard isObject else { return nil }
        var index = range.lowerBound + 1
        while index < range.upperBound - 1 {
            let nameEnd = end(ofValueAt: index)
            let valueEnd = end(ofValueAt: nameEnd + 1)
            if text[index + 1..<nameEnd - 1].elementsEqual(name.utf8) {
                return CanonicalJSON(text, nameEnd + 1..<valueEnd)
            }
            index = valueEnd + 1
        }
        return nil
    }

    /// Every value under a path of names; lists on the way are entered, and the one at its end.
    package func values(under names: ArraySlice<[UInt8]>) -> [CanonicalJSON] {
        guard !range.isEmpty else { return [] }
        var found: [Range<Int>] = []
        _ = Self.walk(names, at: range.lowerBound, in: text.span, &found)
        return found.map { CanonicalJSON(text, $0) }
    }

    /// Sees each byte once.
    ///
    /// - Returns: behind the value.
    private static func walk(
        _ names: ArraySlice<[UInt8]>, at start: Int, in text: Span<UInt8>, _ found: inout [Range<Int>]
    ) -> Int {
        switch text[start] {
        case UInt8(ascii: "["):
            var index = start + 1
            while text[index] != UInt8(ascii: "]") {
                index = walk(names, at: index, in: text, &found)
                if text[index] == UInt8(ascii: ",") { index += 1 }
            }
            return index + 1
        case UInt8(ascii: "{"):
            guard let name = names.first else { break }
            var index = start + 1
            while text[index] != UInt8(ascii: "}") {
                let nameEnd = end(ofValueAt: index, in: text)
                let isNamed = equals(text, index + 1..<nameEnd - 1, name)
                index =
                    isNamed
                    ? walk(names.dropFirst(), at: nameEnd + 1, in: text, &found) : end(ofValueAt: nameEnd + 1, in: text)
                if text[index] == UInt8(ascii: ",") { index += 1 }
            }
            return index + 1
        default: break
        }
        let end = end(ofValueAt: start, in: text)
        if names.isEmpty { found.append(start..<end) }
        return end
    }

    private static func equals(_ text: Span<UInt8>, _ range: Range<Int>, _ name: [UInt8]) -> Bool {
        guard range.count == name.count else { return false }
        for offset in 0..<name.count where text[range.lowerBound + offset] != name[offset] { return false }
        return true
    }

    /// Behind the value that begins at `start`.
    private func end(ofValueAt start: Int) -> Int { Self.end(ofValueAt: start, in: text.span) }

    private static func end(ofValueAt start: Int, in text: Span<UInt8>) -> Int {
        var index = start
        var depth = 0
        repeat {
            switch text[index] {
            case UInt8(ascii: "\""):
                index += 1
                while text[index] != UInt8(ascii: "\"") { index += text[index] == UInt8(ascii: "\\") ? 2 : 1 }
                index += 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                index += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"): index += 1
            default:
                while index < text.count, !endsScalar(text[index]) { index += 1 }
            }
        } while depth > 0
        return index
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }
}

extension CanonicalJSON: Equatable {
    package static func == (left: CanonicalJSON, right: CanonicalJSON) -> Bool { left.bytes == right.bytes }
}
