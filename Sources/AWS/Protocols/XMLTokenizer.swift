// SPDX-License-Identifier: Apache-2.0

enum XMLToken: Equatable {
    /// The name with its prefix.
    case start(Range<Int>)
    case end
    case text(XMLText)
    case endOfDocument
}

/// A pull tokenizer for the closed subset of XML 1.0 that AWS answers in: a declaration, elements, attributes, text,
/// references to the five predefined entities or to characters, and comments, which are skipped. Everything else is
/// refused.
struct XMLTokenizer {
    static let maximumAttributes = 32
    static let maximumDepth = 64

    struct Attribute: Equatable {
        let name: Range<Int>
        let value: XMLText
    }

    var position = 0
    /// Of the element that was started last.
    var attributes: [Attribute] = []
    var open: [Range<Int>] = []
    /// The prefixes that are declared, and at which depth.
    var prefixes: [(name: Range<Int>, depth: Int)] = []
    private var isSelfClosed = false
    private var hasRoot = false

    init(validating bytes: Span<UInt8>) throws(XMLError) {
        do {
            _ = try UTF8Span(validating: bytes)
        } catch {
            throw XMLError(reason: .notUTF8, offset: error.byteOffsets.lowerBound)
        }
        // A byte order mark, then the declaration, both optional.
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        if starts(with: "<?xml ", bytes) { try declaration(bytes) }
        skipWhitespace(bytes)
    }

    static func string(_ range: Range<Int>, _ bytes: Span<UInt8>) -> String {
        String(decoding: range.map { bytes[$0] }, as: UTF8.self)
    }

    mutating func next(in bytes: Span<UInt8>) throws(XMLError) -> XMLToken {
        while true {
            if let token = try step(bytes) { return token }
        }
    }

    /// The next token; nil for a comment.
    private mutating func step(_ bytes: Span<UInt8>) throws(XMLError) -> XMLToken? {
        if isSelfClosed {
            isSelfClosed = false
            close()
            return .end
        }
        if open.isEmpty { skipWhitespace(bytes) }
        guard position < bytes.count else {
            guard open.isEmpty, hasRoot else { throw failure(.unexpectedEnd) }
            return .endOfDocument
        }
        if bytes[position] != UInt8(ascii: "<") {
            guard !open.isEmpty else { throw failure(.unexpectedByte) }
            return .text(try text(upTo: UInt8(ascii: "<"), bytes))
        }
        position += 1
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        switch bytes[position] {
        case UInt8(ascii: "/"): return try endTag(bytes)
        case UInt8(ascii: "!") where starts(with: "!--", bytes):
            try skipComment(bytes)
            return nil
        case UInt8(ascii: "!"), UInt8(ascii: "?"): throw failure(.refused)
        default: return try startTag(bytes)
        }
    }

    /// §2.2: no control characters but tabs and line ends, and neither U+FFFE nor U+FFFF.
    func checkCharacter(_ bytes: Span<UInt8>) throws(XMLError) {
        let byte = bytes[position]
        if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { throw failure(.unexpectedByte) }
        if byte == 0xEF, bytes[position + 1] == 0xBF, bytes[position + 2] >= 0xBE { throw failure(.unexpectedByte) }
    }

    private mutating func close() {
        open.removeLast()
        while let last = prefixes.last, last.depth > open.count { prefixes.removeLast() }
    }

    private mutating func startTag(_ bytes: Span<UInt8>) throws(XMLError) -> XMLToken {
        guard !open.isEmpty || !hasRoot else { throw failure(.unexpectedByte) }
        guard open.count < Self.maximumDepth else { throw failure(.tooDeep) }
        hasRoot = true
        let name = try name(bytes)
        attributes.removeAll(keepingCapacity: true)
        while true {
            let before = position
            skipWhitespace(bytes)
            guard position < bytes.count else { throw failure(.unexpectedEnd) }
            switch bytes[position] {
            case UInt8(ascii: ">"):
                position += 1
                open.append(name)
                try checkPrefixes(of: name, bytes)
                return .start(name)
            case UInt8(ascii: "/"):
                position += 1
                try expect(UInt8(ascii: ">"), bytes)
                open.append(name)
                try checkPrefixes(of: name, bytes)
                isSelfClosed = true
                return .start(name)
            default:
                guard position > before else { throw failure(.unexpectedByte) }
                let attribute = try attribute(bytes)
                // Each is held against all before it, and AWS writes three at most.
                guard attributes.count < Self.maximumAttributes else { throw failure(.refused) }
                // §3.1: no attribute twice.
                guard !attributes.contains(where: { Self.equal($0.name, attribute.name, bytes) }) else {
                    throw failure(.unexpectedByte)
                }
                attributes.append(attribute)
            }
        }
    }

    mutating func attribute(_ bytes: Span<UInt8>) throws(XMLError) -> Attribute {
        let name = try name(bytes)
        skipWhitespace(bytes)
        try expect(UInt8(ascii: "="), bytes)
        skipWhitespace(bytes)
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw failure(.unexpectedByte) }
        position += 1
        let value = try text(upTo: quote, bytes)
        position += 1
        return Attribute(name: name, value: value)
    }

    private mutating func endTag(_ bytes: Span<UInt8>) throws(XMLError) -> XMLToken {
        position += 1
        let name = try name(bytes)
        skipWhitespace(bytes)
        try expect(UInt8(ascii: ">"), bytes)
        guard let started = open.last, Self.equal(started, name, bytes) else { throw failure(.mismatchedTag) }
        close()
        return .end
    }

    private mutating func text(upTo stop: UInt8, _ bytes: Span<UInt8>) throws(XMLError) -> XMLText {
        let start = position
        var hasEntities = false
        while position < bytes.count, bytes[position] != stop {
            let byte = bytes[position]
            // §2.4 allows neither `<` in the values of attributes nor `]]>` in text.
            if byte == UInt8(ascii: "<") { throw failure(.unexpectedByte) }
            if byte == UInt8(ascii: "]"), stop == UInt8(ascii: "<"), starts(with: "]]>", bytes) {
                throw failure(.unexpectedByte)
            }
            if byte < 0x20 || byte == 0xEF { try checkCharacter(bytes) }
            if byte == UInt8(ascii: "&") { hasEntities = true }
            position += 1
        }
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        return XMLText(range: start..<position, hasEntities: hasEntities, isAttribute: stop != UInt8(ascii: "<"))
    }

    mutating func expect(_ byte: UInt8, _ bytes: Span<UInt8>) throws(XMLError) {
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        guard bytes[position] == byte else { throw failure(.unexpectedByte) }
        position += 1
    }

    mutating func skipWhitespace(_ bytes: Span<UInt8>) {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    func starts(with text: StaticString, _ bytes: Span<UInt8>) -> Bool {
        self.starts(with: text, at: position, bytes)
    }

    func starts(with text: StaticString, at start: Int, _ bytes: Span<UInt8>) -> Bool {
        let count = text.utf8CodeUnitCount
        guard start + count <= bytes.count else { return false }
        return text.description.utf8.enumerated().allSatisfy { bytes[start + $0.offset] == $0.element }
    }

    static func equal(_ left: Range<Int>, _ right: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { bytes[$0] == bytes[$1] }
    }

    func failure(_ reason: XMLError.Reason) -> XMLError { XMLError(reason: reason, offset: position) }
}
