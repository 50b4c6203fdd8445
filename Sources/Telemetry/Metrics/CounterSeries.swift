// SPDX-License-Identifier: Apache-2.0
import CoreMetrics
import Synchronization

/// What only grows. Whole numbers stay exact beyond 2^53; at the largest `Int64` it stands still.
final class CounterSeries: CounterHandler, FloatingPointCounterHandler, Series {
    static let kind = MetricKind.counter

    let id: SeriesID
    private let value = Mutex((whole: Int64(0), fraction: 0.0))

    init(_ id: SeriesID, buckets: [Double] = []) { self.id = id }

    /// Amounts below zero are a mistake and count nothing.
    func increment(by amount: Int64) {
        guard amount > 0 else { return }
        value.withLock { value in
            let (sum, overflow) = value.whole.addingReportingOverflow(amount)
            value.whole = overflow ? .max : sum
        }
    }

    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        value.withLock { $0.fraction += amount }
    }

    func reset() { value.withLock { $0 = (0, 0) } }

    func write(to text: inout String) {
        let (whole, fraction) = value.withLock { $0 }
        let number = fraction == 0 ? String(whole) : ExpositionText.number(Double(whole) + fraction)
        text += "\(id.name)\(id.labels.braced) \(number)\n"
    }
}
