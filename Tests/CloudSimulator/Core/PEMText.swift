// SPDX-License-Identifier: Apache-2.0
/// The textual form of keys and certificates, RFC 7468.
enum PEMText {
    /// The first block of that label, with its lines of dashes.
    static func block(_ label: String, of text: String) -> String? {
        let (begin, end) = ("-----BEGIN \(label)-----", "-----END \(label)-----")
        guard let start = text.firstRange(of: begin), let stop = text.firstRange(of: end),
            start.upperBound <= stop.lowerBound
        else { return nil }
        return text[start.lowerBound..<stop.upperBound] + "\n"
    }

    static func holdsCertificate(_ text: String) -> Bool { text.contains("-----BEGIN CERTIFICATE-----") }

    /// What stands between the dashes, as one line of base64.
    static func content(_ text: String) -> String {
        text.split(separator: "\n").filter { !$0.hasPrefix("-----") }.map { String($0).trimmed }.joined()
    }
}
