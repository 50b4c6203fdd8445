// SPDX-License-Identifier: Apache-2.0

/// Why a series is not shown.
enum DropReason: String, Error, CaseIterable {
    /// The name has as many label sets as it may have.
    case limit
    /// The name, or that of a histogram's sample, is another metric's.
    case kind
    /// A label's name is there twice, or is reserved.
    case labels

    static let description = MetricDescription(
        "telemetry_dropped_series_total", help: "How often a series was asked for that is not shown, by reason.")

    var id: SeriesID {
        SeriesID(name: Self.description.name, labels: LabelSet([("reason", rawValue)], of: .counter) ?? .empty)
    }
}
