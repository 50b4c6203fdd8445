// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Posix

/// Timestamps as AWS services write them, made RFC 3339 in UTC.
enum AWSTimestamp {
    /// `2026-11-23T09:00:00Z`; a fraction is kept where it is not zero, without zeros at its end.
    static func rfc3339(_ text: String, _ format: Shape.TimestampFormat) -> String? {
        switch format {
        case .iso8601: iso8601(text)
        case .rfc822: rfc822(text)
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

    private static func unix(_ text: String) -> String? {
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        guard let first = parts.first, let seconds = Int64(first) else { return nil }
        return render(Timestamp(seconds: seconds), fraction: parts.count == 2 ? parts[1] : "")
    }

    /// `Mon, 23 Nov 2026 09:00:00 GMT`, RFC 9110 §5.6.7.
    private static func rfc822(_ text: String) -> String? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let fields = text.split(separator: " ")
        guard fields.count == 6, fields[5] == "GMT", let month = months.firstIndex(of: String(fields[2])) else {
            return nil
        }
        let number = month + 1
        let padded = (number < 10 ? "0" : "") + String(number)
        let day = (fields[1].count == 1 ? "0" : "") + fields[1]
        return rfc3339("\(fields[3])-\(padded)-\(day)T\(fields[4])Z")
    }

    private static func render(_ time: Timestamp, fraction: String) -> String {
        let digits = String(fraction.reversed().drop { $0 == "0" }.reversed())
        return digits.isEmpty ? time.rfc3339 : "\(time.rfc3339.dropLast()).\(digits)Z"
    }
}
