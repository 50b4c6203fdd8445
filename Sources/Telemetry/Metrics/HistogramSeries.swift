// SPDX-License-Identifier: Apache-2.0
import CoreMetrics
import Synchronization

/// How values are spread: swift-metrics' `Recorder`, and its `Timer`, in seconds.
final class HistogramSeries: RecorderHandler, TimerHandler, Series {
    static let kind = MetricKind.histogram

    private struct State {
        /// By bucket, each without those below it; the last is `+Inf`.
        var counts: [UInt64]
        var sum = 0.0
    }

    let id: SeriesID
    private let bounds: [Double]
    private let state: Mutex<State>

    init(_ id: SeriesID, buckets: [Double]) {
        self.id = id
        bounds = buckets
        state = Mutex(State(counts: Array(repeating: 0, count: buckets.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    /// A value that is no number is left out: the sum would never be one again.
    func record(_ value: Double) {
        guard !value.isNaN else { return }
        // `le`: a value on the bound is below it.
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    /// A clock that was put back may give less than nothing.
    func recordNanoseconds(_ duration: Int64) { record(Double(max(0, duration)) / 1_000_000_000) }

    func write(to text: inout String) {
        // All of one moment, so that `+Inf` and the count agree.
        let state = state.withLock { $0 }
        var count: UInt64 = 0
        for (bound, inBucket) in zip(bounds + [.infinity], state.counts) {
            count += inBucket
            text += "\(id.name)_bucket\(id.labels.braced(below: ExpositionText.number(bound))) \(count)\n"
        }
        text += "\(id.name)_sum\(id.labels.braced) \(ExpositionText.number(state.sum))\n"
        text += "\(id.name)_count\(id.labels.braced) \(count)\n"
    }
}
