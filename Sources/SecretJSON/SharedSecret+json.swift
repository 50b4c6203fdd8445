// SPDX-License-Identifier: Apache-2.0
package import JSON
package import Secrets

extension SharedSecret {
    /// A JSON object, built in guarded memory.
    package static func json(_ members: [(String, SecretValue)]) -> SharedSecret {
        var body = SecretBuffer()
        body.append(.object(members))
        return SharedSecret(body.secret())
    }

    /// A string of a JSON text, unescaped from guarded memory into guarded memory.
    ///
    /// - Throws: ``JSONError`` for an escape that RFC 8259 §7 does not have.
    package convenience init(_ text: JSONText, _ bytes: Span<UInt8>) throws(JSONError) {
        var buffer = SecretBuffer(capacity: text.range.count)
        try text.unescape(bytes) { buffer.append($0) }
        self.init(buffer.secret())
    }
}
