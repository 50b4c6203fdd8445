// SPDX-License-Identifier: Apache-2.0
import Secrets
import TestSupport

func secret(_ bytes: [UInt8]) -> Secret { Secret(copying: bytes.span) }

func secret(_ text: String) -> Secret { secret(Array(text.utf8)) }

func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool { constantTimeEqual(left.span, right.span) }

func decodedSecret(_ text: String, _ kind: Base64) -> [UInt8]? {
    guard let secret = kind.decodeSecret(Array(text.utf8).span) else { return nil }
    return bytes(secret)
}

func encodedSecret(_ original: [UInt8], _ kind: Base64) -> String {
    String(decoding: bytes(kind.encodeSecret(original.span)), as: UTF8.self)
}

/// `0a1B` and so on; the vectors' own spelling.
func hex(_ text: String) -> [UInt8] {
    let digits = text.filter { !$0.isWhitespace }.map { UInt8($0.hexDigitValue!) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
