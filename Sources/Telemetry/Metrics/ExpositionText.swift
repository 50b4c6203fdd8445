// SPDX-License-Identifier: Apache-2.0

/// How values stand in Prometheus's text exposition format, version 0.0.4,
/// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
enum ExpositionText {
    /// Backslash, quote and line feed.
    static func escapedValue(_ text: String) -> String { escaped(text, quotes: true) }

    /// Backslash and line feed.
    static func escapedHelp(_ text: String) -> String { escaped(text, quotes: false) }

    /// By scalars: a quote with a combining accent, or a line feed behind a carriage return, is one character.
    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result.append(contentsOf: #"\\"#.unicodeScalars)
            case "\n": result.append(contentsOf: #"\n"#.unicodeScalars)
            case "\"" where quotes: result.append(contentsOf: #"\""#.unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// As Go's `ParseFloat` reads it.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
