// SPDX-License-Identifier: Apache-2.0
package import JSON
package import Secrets

/// A JSON value that holds secrets, for the body of a request.
package enum SecretValue: Sendable {
    case text(String)
    case secret(SharedSecret)
    case json(JSONValue)
    case object([(String, SecretValue)])
}

extension SecretBuffer {
    mutating func append(_ value: SecretValue) {
        switch value {
        case .text(let text): appendJSONString(Array(text.utf8).span)
        case .secret(let secret): secret.withBytes { appendJSONString($0) }
        case .json(let value): append(value.canonical.span)
        case .object(let members):
            append("{")
            for (index, member) in members.enumerated() {
                if index > 0 { append(",") }
                appendJSONString(Array(member.0.utf8).span)
                append(":")
                append(member.1)
            }
            append("}")
        }
    }

    /// Appends a JSON string literal; RFC 8259 §7 demands no more escapes than these.
    private mutating func appendJSONString(_ bytes: Span<UInt8>) {
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
