// SPDX-License-Identifier: Apache-2.0
import Secrets

/// The texts of an XML answer that holds credentials, by the names of their elements; what is secret stays in guarded
/// memory.
struct CredentialAnswer {
    let texts: [String: String]
    let secrets: [String: SharedSecret]

    /// - Parameter names: of the elements that hold secrets.
    /// - Returns: nil for what is no XML.
    init?(_ bytes: Span<UInt8>, secret names: Set<String>) {
        var texts: [String: String] = [:]
        var secrets: [String: SharedSecret] = [:]
        do throws(XMLError) {
            var tokenizer = try XMLTokenizer(validating: bytes)
            var name = ""
            while true {
                let token = try tokenizer.next(in: bytes)
                if token == .endOfDocument { break }
                switch token {
                case .start(let range): name = String(decoding: range.map { bytes[$0] }, as: UTF8.self)
                case .text(let text) where names.contains(name):
                    var buffer = SecretBuffer(capacity: text.range.count)
                    try text.unescape(bytes) { buffer.append($0) }
                    secrets[name] = SharedSecret(buffer.secret())
                case .text(let text): texts[name] = try text.string(bytes)
                case .end: name = ""
                case .endOfDocument: break
                }
            }
        } catch {
            return nil
        }
        self.texts = texts
        self.secrets = secrets
    }
}
