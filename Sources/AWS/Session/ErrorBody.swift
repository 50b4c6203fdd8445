// SPDX-License-Identifier: Apache-2.0
import JSON

/// The code and the request id in an error answer.
///
/// XML: `<Error><Code>` at any depth (S3 has it at the root, Query in `ErrorResponse`, EC2 in `Response/Errors`).
/// JSON: `__type` or `code`.
struct ErrorBody {
    private(set) var code: String?
    private(set) var requestID: String?

    /// No service says more than this when it refuses.
    private static let maximumCount = 64 * 1024

    init(_ bytes: Span<UInt8>) {
        guard bytes.count <= Self.maximumCount else { return }
        var tokenizer: XMLTokenizer
        do {
            tokenizer = try XMLTokenizer(validating: bytes)
            var name = ""
            while true {
                switch try tokenizer.next(in: bytes) {
                case .start(let range): name = String(decoding: range.map { bytes[$0] }, as: UTF8.self)
                case .text(let text):
                    if name == "Code", code == nil { code = Self.word(try text.string(bytes)) }
                    if ["RequestId", "RequestID"].contains(name) { requestID = Self.word(try text.string(bytes)) }
                case .end: name = ""
                case .endOfDocument: return
                }
            }
        } catch {
            guard let json = try? JSONValue(parsing: bytes) else { return }
            let type = json["__type"]?.string ?? json["code"]?.string ?? json["Code"]?.string
            code = type.flatMap { Self.code($0) }
        }
    }

    /// `com.amazonaws.kms#NotFoundException`, `ResourceNotFoundException:http://internal.amazon.com/…`.
    static func code(_ text: String) -> String? {
        word(String((text.prefix { $0 != ":" }).split(separator: "#").last ?? ""))
    }

    /// Codes and ids are words; anything else is not passed on.
    private static func word(_ text: String) -> String? {
        let isWord =
            !text.isEmpty && text.utf8.count <= 128
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789.-_=+/".unicodeScalars.contains($0))
            }
        return isWord ? text : nil
    }
}
