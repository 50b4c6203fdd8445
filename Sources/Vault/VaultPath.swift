// SPDX-License-Identifier: Apache-2.0

/// A path below `/v1/`. Its text is what goes over the wire: nothing in it needs encoding, and nothing in it can climb.
package struct VaultPath: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) throws(VaultError) {
        let segments = text.split(separator: "/", omittingEmptySubsequences: false)
        guard segments.allSatisfy({ !["", ".", "..", "+"].contains($0) && $0.utf8.allSatisfy(Self.isPlain) }) else {
            throw .malformedPath(text)
        }
        self.text = text
    }

    /// Letters, digits, `-`, `_`, `.`, `~` (RFC 3986 §2.3) and a few that Vault users have in paths.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "~"), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    package var description: String { text }
}
