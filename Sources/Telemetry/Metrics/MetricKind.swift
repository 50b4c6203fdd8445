// SPDX-License-Identifier: Apache-2.0

/// The word behind `# TYPE`.
enum MetricKind: String, Sendable {
    case counter
    case gauge
    case histogram

    /// The names that samples of a metric have.
    func sampleNames(of name: String) -> [String] {
        switch self {
        case .counter, .gauge: [name]
        case .histogram: [name, "\(name)_bucket", "\(name)_sum", "\(name)_count"]
        }
    }
}
