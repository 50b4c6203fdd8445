// SPDX-License-Identifier: Apache-2.0
import CSodium

/// Base64 of RFC 4648, by libsodium: in constant time, and strict when decoding (alphabet, padding, no stray bits).
package enum Base64: Sendable {
    /// §4, with `+` and `/`.
    case standard
    /// §5, with `-` and `_`.
    case url
    /// §5 without padding, as RFC 7515 wants it in tokens.
    case urlUnpadded

    private var variant: Int32 {
        switch self {
        case .standard: Int32(sodium_base64_VARIANT_ORIGINAL)
        case .url: Int32(sodium_base64_VARIANT_URLSAFE)
        case .urlUnpadded: Int32(sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        }
    }

    package func encodedCount(_ count: Int) -> Int {
        self == .urlUnpadded ? (count * 4 + 2) / 3 : (count + 2) / 3 * 4
    }

    package func encode(_ bytes: Span<UInt8>) -> [UInt8] {
        // sodium_bin2base64(3) writes a NUL behind the text.
        let count = encodedCount(bytes.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: count + 1) { target, initialized in
            unsafe bytes.withUnsafeBytes { source in
                _ = unsafe target.withMemoryRebound(to: CChar.self) { text in
                    unsafe sodium_bin2base64(
                        text.baseAddress!, count + 1, source.bindMemory(to: UInt8.self).baseAddress, source.count,
                        variant)
                }
            }
            initialized = count
        }
    }

    /// As ``encode(_:)``, into guarded memory.
    package func encodeSecret(_ bytes: Span<UInt8>) -> Secret {
        let count = encodedCount(bytes.count)
        var memory = SodiumMemory(capacity: count + 1)
        memory.withMutableBytes { target in
            unsafe target.withUnsafeMutableBytes { target in
                unsafe bytes.withUnsafeBytes { source in
                    _ = unsafe sodium_bin2base64(
                        target.bindMemory(to: CChar.self).baseAddress!, count + 1,
                        source.bindMemory(to: UInt8.self).baseAddress, source.count, variant)
                }
            }
        }
        return Secret(adopting: memory, count: count)
    }

    package func string(_ bytes: Span<UInt8>) -> String { String(decoding: encode(bytes), as: UTF8.self) }

    package func string(_ bytes: [UInt8]) -> String { string(bytes.span) }

    /// At most.
    private func decodedCount(_ count: Int) -> Int { count * 3 / 4 }

    /// The bytes of the text; nil when it is not exactly this kind of base64.
    package func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: decodedCount(text.count))
        var target = bytes.mutableSpan
        guard let count = decode(text, into: &target) else { return nil }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    package func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8).span) }

    /// As ``decode(_:)``, into guarded memory.
    package func decodeSecret(_ text: Span<UInt8>) -> Secret? {
        var memory = SodiumMemory(capacity: decodedCount(text.count))
        guard let count = memory.withMutableBytes({ decode(text, into: &$0) }) else { return nil }
        return Secret(adopting: memory, count: count)
    }

    private func decode(_ text: Span<UInt8>, into target: inout MutableSpan<UInt8>) -> Int? {
        guard self == .urlUnpadded ? text.count % 4 != 1 : text.count % 4 == 0 else { return nil }
        if text.count == 0 { return 0 }
        // libsodium 1.0.18 reads every byte from 0x80 on as the last letter of the alphabet.
        var seen: UInt8 = 0
        for index in text.indices { seen |= text[index] }
        guard seen < 0x80 else { return nil }
        var count = 0
        let code = unsafe text.withUnsafeBytes { source in
            unsafe target.withUnsafeMutableBytes { target in
                unsafe sodium_base642bin(
                    target.bindMemory(to: UInt8.self).baseAddress!, target.count,
                    source.bindMemory(to: CChar.self).baseAddress!, source.count, nil, &count, nil, variant)
            }
        }
        return code == 0 ? count : nil
    }
}
