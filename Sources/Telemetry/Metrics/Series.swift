// SPDX-License-Identifier: Apache-2.0

/// One metric with one set of labels. It takes values from any thread, and goes on to do so when nobody reads it.
protocol Series: AnyObject, Sendable {
    static var kind: MetricKind { get }

    /// - Parameter buckets: upper bounds, ascending, for a histogram.
    init(_ id: SeriesID, buckets: [Double])

    var id: SeriesID { get }

    /// Its lines of the exposition.
    func write(to text: inout String)
}

struct SeriesID: Sendable {
    let name: String
    let labels: LabelSet
}
