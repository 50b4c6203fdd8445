// SPDX-License-Identifier: Apache-2.0
import Secrets

extension SecretBuffer {
    /// Appends a JSON string literal; RFC 8259 §7 demands no more escapes than these.
    mutating func appendJSONString(_ bytes: Span<UInt8>) {
        let digits = Array("0123456789abcdef".utf8)
        append(UInt8(ascii: "\""))
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                append(UInt8(ascii: "\\"))
                append(byte)
            } else if byte < 0x20 {
                append("\\u00")
                append(digits[Int(byte >> 4)])
                append(digits[Int(byte & 15)])
            } else {
                append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
