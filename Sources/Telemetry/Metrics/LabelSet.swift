// SPDX-License-Identifier: Apache-2.0

/// The labels of a series, as they are written: `provider="aws",service="ec2"`, sorted by name.
struct LabelSet: Sendable, Hashable, Comparable {
    static let empty = LabelSet(text: "")

    let text: String

    private init(text: String) { self.text = text }

    /// Labels with an empty value are left out: to Prometheus they are the same series.
    ///
    /// - Returns: nil when a name is there twice, or is one that Prometheus or the histogram keeps for itself.
    init?(_ dimensions: [(String, String)], of kind: MetricKind) {
        let labels = dimensions.map { (name: MetricName.label($0), value: $1) }.sorted { $0.name < $1.name }
        for (index, label) in labels.enumerated() {
            guard !label.name.hasPrefix("__"), kind != .histogram || label.name != "le",
                index == 0 || labels[index - 1].name != label.name
            else { return nil }
        }
        text = labels.filter { !$0.value.isEmpty }.map { "\($0.name)=\"\(ExpositionText.escapedValue($0.value))\"" }
            .joined(separator: ",")
    }

    /// In braces, where there are any.
    var braced: String { text.isEmpty ? "" : "{\(text)}" }

    /// With one more, the bound of a bucket.
    func braced(below bound: String) -> String { "{\(text)\(text.isEmpty ? "" : ",")le=\"\(bound)\"}" }

    // By bytes: to Swift "é" and "e" with a combining accent are equal, to Prometheus they are not.

    static func == (left: LabelSet, right: LabelSet) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    static func < (left: LabelSet, right: LabelSet) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}
