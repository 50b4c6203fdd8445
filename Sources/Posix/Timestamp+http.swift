// SPDX-License-Identifier: Apache-2.0

extension Timestamp {
    /// Reads `Mon, 23 Nov 2026 09:00:00 GMT`, RFC 9110 §5.6.7; nil for anything else, the obsolete formats among it.
    package init?(http text: String) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let fields = text.split(separator: " ")
        guard fields.count == 6, fields[5] == "GMT", let month = months.firstIndex(of: String(fields[2])) else {
            return nil
        }
        let number = month + 1
        let padded = (number < 10 ? "0" : "") + String(number)
        let day = (fields[1].count == 1 ? "0" : "") + fields[1]
        self.init(rfc3339: "\(fields[3])-\(padded)-\(day)T\(fields[4])Z")
    }
}
