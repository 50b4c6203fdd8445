// SPDX-License-Identifier: Apache-2.0

/// What is known of a metric before there is one.
package struct MetricDescription: Sendable {
    package let name: String
    package let help: String
    /// Upper bounds of a histogram's buckets, in the metric's unit, ascending; `+Inf` is not among them.
    package let buckets: [Double]

    /// - Parameter buckets: in any order; those that are no finite numbers are left out. For histograms only.
    package init(_ name: String, help: String, buckets: [Double] = defaultBuckets) {
        self.name = name
        self.help = help
        self.buckets = Set(buckets.filter(\.isFinite)).sorted()
    }

    /// Those of Prometheus's own clients: for answers to requests, in seconds.
    package static let defaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
}
