// SPDX-License-Identifier: Apache-2.0

extension XMLTokenizer {
    /// A name of ASCII letters, digits, `.`, `-` and `_`, with one prefix or none.
    mutating func name(_ bytes: Span<UInt8>) throws(XMLError) -> Range<Int> {
        let start = position
        var colons = 0
        var isFirst = true
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ":") {
                guard !isFirst else { throw failure(.unexpectedByte) }
                colons += 1
                isFirst = true
            } else if isFirst ? Self.beginsName(byte) : Self.isNameByte(byte) {
                isFirst = false
            } else {
                break
            }
            position += 1
        }
        guard position > start, !isFirst, colons < 2 else { throw failure(.unexpectedByte) }
        return start..<position
    }

    static func beginsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: false
        }
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: beginsName(byte)
        }
    }

    /// Namespaces in XML 1.0 §5: a prefix is declared where it is used, or around it.
    mutating func checkPrefixes(of name: Range<Int>, _ bytes: Span<UInt8>) throws(XMLError) {
        for attribute in attributes where starts(with: "xmlns", at: attribute.name.lowerBound, bytes) {
            let isPrefix = starts(with: "xmlns:", at: attribute.name.lowerBound, bytes)
            guard isPrefix || attribute.name.count == 5 else { continue }
            try checkNamespace(attribute.value.range, bytes)
            guard isPrefix else { continue }
            let prefix = attribute.name.dropFirst(6)
            // The two that the specification keeps for itself, and a prefix for nothing.
            guard !["xml", "xmlns"].contains(Self.string(prefix, bytes)), !attribute.value.range.isEmpty else {
                throw failure(.refused)
            }
            prefixes.append((prefix, open.count))
        }
        for name in [name] + attributes.map(\.name) {
            guard let colon = name.first(where: { bytes[$0] == UInt8(ascii: ":") }) else { continue }
            let prefix = name.lowerBound..<colon
            let text = Self.string(prefix, bytes)
            guard
                text == "xml" || (text == "xmlns" && name != open.last)
                    || prefixes.contains(where: { Self.equal($0.name, prefix, bytes) })
            else { throw failure(.refused) }
        }
    }

    /// Namespaces play no part here: those that AWS has are addresses without anything odd in them.
    func checkNamespace(_ value: Range<Int>, _ bytes: Span<UInt8>) throws(XMLError) {
        let text = Self.string(value, bytes)
        let address = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        let isPlain =
            address.count == 2 && ["http", "https"].contains(address[0])
            && !address[1].isEmpty && !address[1].hasPrefix("/")
            && address[1].utf8.allSatisfy {
                Self.isNameByte($0) || $0 == UInt8(ascii: "/")
            }
        guard text.isEmpty || isPlain else { throw failure(.refused) }
    }
}
