// SPDX-License-Identifier: Apache-2.0

/// Character data, or the value of an attribute.
struct XMLText: Equatable {
    let range: Range<Int>
    let hasEntities: Bool
    /// Of an attribute white space is spaces, XML 1.0 §3.3.3.
    var isAttribute = false
}

extension XMLText {
    /// Gives the text's bytes to `sink`, references resolved, line ends as XML 1.0 §2.11 wants them.
    func unescape(_ bytes: Span<UInt8>, to sink: (UInt8) -> Void) throws(XMLError) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "&"):
                let start = index
                while index < range.upperBound, bytes[index] != UInt8(ascii: ";") { index += 1 }
                guard index < range.upperBound, index - start <= 10 else {
                    throw XMLError(reason: .unknownEntity, offset: start)
                }
                let name = String(decoding: (start..<index).map { bytes[$0] }, as: UTF8.self)
                guard let scalar = Self.scalar(of: name) else { throw XMLError(reason: .unknownEntity, offset: start) }
                for unit in UTF8.encode(scalar)! { sink(unit) }
                index += 1
            case 0x0D:
                if index < range.upperBound, bytes[index] == 0x0A { continue }
                sink(isAttribute ? 0x20 : 0x0A)
            case 0x09 where isAttribute, 0x0A where isAttribute: sink(0x20)
            default: sink(byte)
            }
        }
    }

    private static func scalar(of name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        let code: UInt32? =
            if name.hasPrefix("#x") { UInt32(name.dropFirst(2), radix: 16) } else if name.hasPrefix("#") {
                UInt32(name.dropFirst())
            } else { nil }
        // A sign is no digit, though UInt32 reads one.
        guard let code, !name.contains("+"), !name.contains("-"), let scalar = Unicode.Scalar(code), code != 0,
            code >= 0x20 || [0x09, 0x0A, 0x0D].contains(code)
        else { return nil }
        return scalar
    }

    func string(_ bytes: Span<UInt8>) throws(XMLError) -> String {
        var utf8: [UInt8] = []
        utf8.reserveCapacity(range.count)
        try unescape(bytes) { utf8.append($0) }
        return String(decoding: utf8, as: UTF8.self)
    }
}
