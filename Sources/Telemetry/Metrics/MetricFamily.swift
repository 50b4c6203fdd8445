// SPDX-License-Identifier: Apache-2.0

/// All series of one name.
struct MetricFamily: Sendable {
    let name: String
    let kind: MetricKind
    let buckets: [Double]
    var help: String?
    var series: [LabelSet: any Series] = [:]

    /// The family in the exposition; nothing when it has no series.
    func write(to text: inout String) {
        guard !series.isEmpty else { return }
        if let help { text += "# HELP \(name) \(ExpositionText.escapedHelp(help))\n" }
        text += "# TYPE \(name) \(kind.rawValue)\n"
        for (_, one) in series.sorted(by: { $0.key < $1.key }) { one.write(to: &text) }
    }
}
