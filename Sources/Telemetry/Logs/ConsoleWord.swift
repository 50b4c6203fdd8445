// SPDX-License-Identifier: Apache-2.0
import JSON
import Logging
import Posix

extension String {
    /// One word of a line: in quotes where it would be taken for several.
    var consoleWord: String {
        let text = printable
        // By scalars: a quote with a combining accent is one character and no quote.
        guard text.isEmpty || text.unicodeScalars.contains(where: \.partsWords) else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        quoted.unicodeScalars.append("\"")
        return quoted
    }
}

extension Unicode.Scalar {
    fileprivate var partsWords: Bool { self == "\"" || self == "\\" || self == "=" || properties.isWhitespace }
}

extension Logger.MetadataValue {
    /// Lists and dictionaries as JSON.
    var consoleWord: String {
        switch self {
        case .string(let text): text.consoleWord
        case .stringConvertible(let value): value.description.consoleWord
        case .array, .dictionary: String(decoding: json.canonical, as: UTF8.self).consoleWord
        }
    }
}
