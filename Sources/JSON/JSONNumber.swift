// SPDX-License-Identifier: Apache-2.0

/// The number of RFC 8259 §6.
package enum JSONNumber {
    /// Whether a text is one number and nothing else, so that it can stand in JSON as it is.
    package static func isNumber(_ text: [UInt8]) -> Bool {
        guard var tokenizer = try? JSONTokenizer(validating: text.span),
            case .number(text.indices)? = try? tokenizer.next(in: text.span)
        else { return false }
        return true
    }
}
