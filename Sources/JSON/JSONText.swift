// SPDX-License-Identifier: Apache-2.0

/// The inside of a string literal.
package struct JSONText: Equatable {
    /// Between the quotes.
    package let range: Range<Int>
    package let hasEscapes: Bool
}

extension JSONText {
    /// Gives the text's bytes to `sink`, escapes resolved, in order. The sink decides what memory they live in.
    ///
    /// - Throws: ``JSONError`` for an escape that RFC 8259 §7 does not have, or half a surrogate pair.
    package func unescape(_ bytes: Span<UInt8>, to sink: (UInt8) -> Void) throws(JSONError) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                sink(byte)
                continue
            }
            // The tokenizer has seen a byte behind each backslash.
            let letter = bytes[index]
            index += 1
            switch letter {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): sink(letter)
            case UInt8(ascii: "b"): sink(0x08)
            case UInt8(ascii: "f"): sink(0x0C)
            case UInt8(ascii: "n"): sink(0x0A)
            case UInt8(ascii: "r"): sink(0x0D)
            case UInt8(ascii: "t"): sink(0x09)
            case UInt8(ascii: "u"):
                for unit in UTF8.encode(try scalar(bytes, at: &index))! { sink(unit) }
            default: throw JSONError(reason: .malformedString, offset: index - 1)
            }
        }
    }

    /// The scalar of `\uXXXX`, or of a surrogate pair of two of them; `index` stands behind the `u`.
    private func scalar(_ bytes: Span<UInt8>, at index: inout Int) throws(JSONError) -> Unicode.Scalar {
        let start = index
        let high = try codeUnit(bytes, at: &index)
        if let scalar = Unicode.Scalar(UInt32(high)) { return scalar }
        guard UTF16.isLeadSurrogate(high), index + 1 < range.upperBound,
            bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
        else { throw JSONError(reason: .malformedString, offset: start) }
        index += 2
        let low = try codeUnit(bytes, at: &index)
        guard UTF16.isTrailSurrogate(low) else { throw JSONError(reason: .malformedString, offset: start) }
        let value = 0x10000 + ((UInt32(high) & 0x3FF) << 10 | UInt32(low) & 0x3FF)
        guard let scalar = Unicode.Scalar(value) else { throw JSONError(reason: .malformedString, offset: start) }
        return scalar
    }

    private func codeUnit(_ bytes: Span<UInt8>, at index: inout Int) throws(JSONError) -> UInt16 {
        guard index + 4 <= range.upperBound else { throw JSONError(reason: .malformedString, offset: index) }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue, bytes[index] < 0x80 else {
                throw JSONError(reason: .malformedString, offset: index)
            }
            unit = unit << 4 | UInt16(digit)
            index += 1
        }
        return unit
    }

    package func string(_ bytes: Span<UInt8>) throws(JSONError) -> String {
        var utf8: [UInt8] = []
        utf8.reserveCapacity(range.count)
        try unescape(bytes) { utf8.append($0) }
        return String(decoding: utf8, as: UTF8.self)
    }
}
