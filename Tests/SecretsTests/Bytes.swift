// SPDX-License-Identifier: Apache-2.0
import Secrets
import TestSupport

func secret(_ text: String) -> Secret { secret(Array(text.utf8)) }

func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool { constantTimeEqual(left.span, right.span) }

func decodedSecret(_ text: String, _ kind: Base64) -> [UInt8]? {
    guard let secret = kind.decodeSecret(Array(text.utf8).span) else { return nil }
    return bytes(secret)
}

func encodedSecret(_ original: [UInt8], _ kind: Base64) -> String {
    String(decoding: bytes(kind.encodeSecret(original.span)), as: UTF8.self)
}
