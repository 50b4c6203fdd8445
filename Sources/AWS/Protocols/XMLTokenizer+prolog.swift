// SPDX-License-Identifier: Apache-2.0

extension XMLTokenizer {
    /// XML 1.0 §2.8; only UTF-8 is read as UTF-8.
    mutating func declaration(_ bytes: Span<UInt8>) throws(XMLError) {
        position += 5
        var next = 0
        while true {
            let before = position
            skipWhitespace(bytes)
            guard position < bytes.count else { throw failure(.unexpectedEnd) }
            if starts(with: "?>", bytes) { break }
            guard position > before else { throw failure(.unexpectedByte) }
            let attribute = try attribute(bytes)
            let (name, value) = (Self.string(attribute.name, bytes), Self.string(attribute.value.range, bytes))
            switch (name, value.lowercased()) {
            case ("version", "1.0") where next == 0: next = 1
            case ("encoding", "utf-8") where next == 1: next = 2
            case ("standalone", "yes") where next > 0, ("standalone", "no") where next > 0: next = 3
            default: throw failure(.refused)
            }
            guard next < 3 || starts(with: "?>", bytes) || bytes[position] <= 0x20 else { throw failure(.refused) }
        }
        guard next > 0 else { throw failure(.refused) }
        position += 2
    }

    mutating func skipComment(_ bytes: Span<UInt8>) throws(XMLError) {
        position += 3
        while !starts(with: "--", bytes) {
            guard position < bytes.count else { throw failure(.unexpectedEnd) }
            try checkCharacter(bytes)
            position += 1
        }
        // §2.5: no two hyphens within.
        guard starts(with: "-->", bytes) else { throw failure(.unexpectedByte) }
        position += 3
    }
}
