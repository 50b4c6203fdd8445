// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON

extension AWSError {
    /// Reads an error answer of any service. Emulators and proxies answer in other formats than the service would, so
    /// the format follows the body, not the protocol.
    init(service: String, operation: String, _ response: HTTPResponse) {
        let found = ErrorBody(response.body.span)
        let code = found.code ?? "HTTP\(response.status)"
        self.init(
            kind: Self.kind(code: code, status: response.status), service: service, operation: operation, code: code,
            status: response.status,
            requestID: found.requestID ?? response.headers["x-amzn-requestid"] ?? response.headers["x-amz-request-id"])
    }

    init(service: String, operation: String, _ kind: Kind, code: String, requestID: String? = nil) {
        self.init(kind: kind, service: service, operation: operation, code: code, status: 0, requestID: requestID)
    }
}

/// The code and the request id in an error answer.
///
/// XML: `<Error><Code>` at any depth (S3 has it at the root, Query in `ErrorResponse`, EC2 in `Response/Errors`).
/// JSON: `__type` or `code`.
struct ErrorBody {
    private(set) var code: String?
    private(set) var requestID: String?

    init(_ bytes: Span<UInt8>) {
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
            code = type.flatMap { Self.word(String($0.split(separator: "#").last ?? "")) }
        }
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
