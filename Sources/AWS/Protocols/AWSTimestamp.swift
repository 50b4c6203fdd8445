// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import JSON
import Posix

/// Timestamps as AWS services write them, made RFC 3339 in UTC.
enum AWSTimestamp {
    /// `2026-11-23T09:00:00Z`; a fraction is kept where it is not zero, without zeros at its end.
    static func rfc3339(_ text: String, _ format: Shape.TimestampFormat) -> String? {
        switch format {
        case .iso8601: iso8601(text)
        case .rfc822: Timestamp(http: text)?.rfc3339
        case .unixTimestamp: unix(text)
        }
    }

    /// ISO 8601 as services and boto3 take it: RFC 3339, and besides a space for the `T`, zones without a colon, and
    /// no zone for UTC.
    private static func iso8601(_ written: String) -> String? {
        var text = Array(written.utf8)
        if text.count > 10, text[10] == UInt8(ascii: " ") { text[10] = UInt8(ascii: "T") }
        if let last = text.last, (0x30...0x39).contains(last), text.count > 10 {
            let zone = text[11...].lastIndex { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
            if let zone {
                if text.count - zone == 5 { text.insert(UInt8(ascii: ":"), at: zone + 3) }
            } else {
                text.append(UInt8(ascii: "Z"))
            }
        }
        return rfc3339(String(decoding: text, as: UTF8.self))
    }

    private static func rfc3339(_ text: String) -> String? {
        guard let time = Timestamp(rfc3339: text) else { return nil }
        var fraction = ""
        if let dot = text.firstIndex(of: ".") {
            fraction = String(text[text.index(after: dot)...].prefix { $0.isASCII && $0.isNumber })
        }
        return render(time, fraction: fraction)
    }

    /// Seconds since 1970 as a decimal, which some services write with an exponent: `1.36372808007E9`.
    private static func unix(_ text: String) -> String? {
        guard let number = Decimal(text) else { return nil }
        return render(Timestamp(seconds: number.seconds), fraction: number.fraction)
    }

    private static func render(_ time: Timestamp, fraction: String) -> String {
        let digits = String(fraction.reversed().drop { $0 == "0" }.reversed())
        return digits.isEmpty ? time.rfc3339 : "\(time.rfc3339.dropLast()).\(digits)Z"
    }
}

/// A decimal number, its point where the exponent puts it; nothing is rounded.
private struct Decimal {
    /// Rounded down.
    let seconds: Int64
    /// The digits behind the point.
    let fraction: String

    /// The years from 0000 to 9999, which RFC 3339 can write.
    private static let range: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

    init?(_ text: String) {
        guard JSONNumber.isNumber(Array(text.utf8)) else { return nil }
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split { $0 == "e" || $0 == "E" }
        guard let exponent = parts.count == 2 ? Int(parts[1]) : 0, abs(exponent) <= 40 else { return nil }
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        var digits = mantissa.joined()
        var point = mantissa[0].count + exponent
        if point < 0 {
            digits = String(repeating: "0", count: -point) + digits
            point = 0
        }
        if point > digits.count { digits += String(repeating: "0", count: point - digits.count) }
        let fraction = String(digits.dropFirst(point).reversed().drop { $0 == "0" }.reversed())
        guard let whole = point == 0 ? 0 : Int64(digits.prefix(point)) else { return nil }
        // No service counts fractions of seconds before 1970.
        guard !isNegative || fraction.isEmpty else { return nil }
        seconds = isNegative ? -whole : whole
        self.fraction = fraction
        guard Self.range.contains(seconds) else { return nil }
    }
}
