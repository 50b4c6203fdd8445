// SPDX-License-Identifier: Apache-2.0

/// Durations as Vault's variables have them: `60`, in seconds, or Go's `1m30s`, `500ms`.
enum VaultDuration {
    private static let longest = Duration.seconds(86_400)
    private static let units: [String: Duration] = [
        "ms": .milliseconds(1), "s": .seconds(1), "m": .seconds(60), "h": .seconds(3600),
    ]

    /// - Returns: nil for anything else, for nothing, and beyond a day.
    static func parse(_ text: String) -> Duration? {
        let total = UInt32(text).map { .seconds(Int64($0)) } ?? sum(text[...])
        guard let total, total > .zero, total <= longest else { return nil }
        return total
    }

    private static func sum(_ text: Substring) -> Duration? {
        var (rest, total) = (text, Duration.zero)
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let name = rest.dropFirst(digits.count).prefix { $0.isLetter }
            guard let number = Double(digits), number < 1e9, let unit = units[String(name)] else { return nil }
            total += unit * number
            rest = rest.dropFirst(digits.count + name.count)
        }
        return total
    }
}
