// SPDX-License-Identifier: Apache-2.0

/// The few words that are needed of what S3 answers: its XML holds each of them once, as plain text.
struct S3Answer {
    /// Ids of uploads have some hundred letters.
    private static let longest = 1024

    private let body: [UInt8]

    init(_ body: [UInt8]) { self.body = body }

    /// Of an error: a word, as it goes into the audit log.
    var code: String? { text("Code").flatMap { $0.utf8.count <= 100 ? $0 : nil } }

    /// What stands in the first element of that name; nil for anything but letters, digits and the signs of an id.
    func text(_ element: String) -> String? {
        let text = String(decoding: body.prefix(64 * 1024), as: UTF8.self)
        guard let start = text.firstRange(of: "<\(element)>") else { return nil }
        let rest = text[start.upperBound...]
        guard let end = rest.firstRange(of: "</\(element)>") else { return nil }
        let found = rest[..<end.lowerBound]
        let isPlain = found.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "&") }
        return isPlain && (1...Self.longest).contains(found.utf8.count) ? String(found) : nil
    }
}
