// SPDX-License-Identifier: Apache-2.0
import HTTP
import JSON

extension XMLTranscoder {
    /// Writes the text of the element that was just started as a string; elements in it are no scalar.
    mutating func scalar(_ bytes: Span<UInt8>) throws(AnswerError) {
        writer.beginString()
        while true {
            switch try next(bytes) {
            case .end: return writer.endString()
            case .text(let text): try unescape(text, bytes)
            case .start, .endOfDocument: throw .value(shape: "scalar", offset: tokenizer.position)
            }
        }
    }

    /// Writes a percent-encoded policy as the JSON that it is; as the text that it is where it is none.
    mutating func policy(_ bytes: Span<UInt8>) throws(AnswerError) {
        let text = try text(bytes)
        if let decoded = PercentEncoding.decode(text), let value = try? JSONValue(parsing: decoded.span) {
            writer.value(value)
        } else {
            writer.string(text)
        }
    }

    /// The text of the element that was just started, for values that are short.
    mutating func text(_ bytes: Span<UInt8>) throws(AnswerError) -> String {
        var text = ""
        while true {
            switch try next(bytes) {
            case .end: return text
            case .text(let part):
                do {
                    text += try part.string(bytes)
                } catch {
                    throw .xml(error)
                }
            case .start, .endOfDocument: throw .value(shape: "scalar", offset: tokenizer.position)
            }
        }
    }

    mutating func unescape(_ text: XMLText, _ bytes: Span<UInt8>) throws(AnswerError) {
        do {
            try text.unescape(bytes) { writer.appendEscaped($0) }
        } catch {
            throw .xml(error)
        }
    }
}
