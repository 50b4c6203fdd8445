// SPDX-License-Identifier: Apache-2.0

/// Names as the exposition format wants them. Libraries give theirs with dots, by swift-metrics' custom: what does not
/// belong into a name becomes an underscore. A wrong name must not end an extraction.
enum MetricName {
    /// `[a-zA-Z_:][a-zA-Z0-9_:]*`
    static func metric(_ text: String) -> String { name(text, allowing: ":") }

    /// `[a-zA-Z_][a-zA-Z0-9_]*`
    static func label(_ text: String) -> String { name(text, allowing: "_") }

    private static func name(_ text: String, allowing mark: Unicode.Scalar) -> String {
        var name = String.UnicodeScalarView(
            text.unicodeScalars.map { isLetter($0) || isDigit($0) || $0 == mark ? $0 : "_" })
        if name.first.map(isDigit) ?? true { name.insert("_", at: name.startIndex) }
        return String(name)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
