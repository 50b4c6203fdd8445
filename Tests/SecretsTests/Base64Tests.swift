// SPDX-License-Identifier: Apache-2.0
import Foundation
import Secrets
import Testing

struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the vectors of RFC 4648 hold for both alphabets`(text: String, encoded: String) {
        for kind in [Base64.standard, .url] {
            #expect(kind.string(Array(text.utf8)) == encoded)
            #expect(kind.decode(encoded) == Array(text.utf8))
            #expect(kind.encodedCount(text.utf8.count) == encoded.utf8.count)
        }
    }

    @Test(
        arguments: [
            ([0xFB, 0xFF], "+/8=", "-_8="), ([0xFF, 0xFF, 0xFF], "////", "____"), ([0xFB, 0xEF, 0xBE], "++++", "----"),
            ([0x00], "AA==", "AA=="), ([0x00, 0x10, 0x83], "ABCD", "ABCD"), ([0xFF], "/w==", "_w=="),
        ] as [([UInt8], String, String)])
    func `the alphabets differ in two letters`(bytes: [UInt8], standard: String, url: String) {
        #expect(Base64.standard.string(bytes) == standard)
        #expect(Base64.url.string(bytes) == url)
        #expect(Base64.standard.decode(standard) == bytes)
        #expect(Base64.url.decode(url) == bytes)
    }

    @Test func `all lengths agree with Foundation`() {
        for count in 0...200 {
            let original = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 83 &+ count) }
            let expected = Data(original).base64EncodedString()
            #expect(Base64.standard.string(original) == expected)
            #expect(Base64.standard.decode(expected) == original)
            let url = expected.replacing("+", with: "-").replacing("/", with: "_")
            #expect(Base64.url.string(original) == url)
            #expect(encodedSecret(original, .url) == url)
            let unpadded = url.replacing("=", with: "")
            #expect(Base64.urlUnpadded.string(original) == unpadded)
            #expect(Base64.urlUnpadded.decode(unpadded) == original)
            #expect(decodedSecret(unpadded, .urlUnpadded) == original)
            #expect(url == unpadded || Base64.urlUnpadded.decode(url) == nil)
            #expect(Base64.url.decode(url) == original)
        }
    }

    @Test(arguments: [("", ""), ("aHVudGVyMg==", "hunter2"), ("aHVudGVy", "hunter")])
    func `secrets are coded like anything else`(text: String, expected: String) {
        #expect(encodedSecret(Array(expected.utf8), .standard) == text)
        #expect(decodedSecret(text, .standard) == Array(expected.utf8))
        #expect(decodedSecret(text, .url) == Array(expected.utf8))
    }
}
