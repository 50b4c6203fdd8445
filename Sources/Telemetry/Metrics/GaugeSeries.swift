// SPDX-License-Identifier: Apache-2.0
import CoreMetrics
import Synchronization

/// What goes up and down: swift-metrics' `Meter`, and its `Gauge`, a recorder that does not aggregate.
final class GaugeSeries: MeterHandler, RecorderHandler, Series {
    static let kind = MetricKind.gauge

    let id: SeriesID
    private let value = Mutex(0.0)

    init(_ id: SeriesID, buckets: [Double] = []) { self.id = id }

    func set(_ value: Int64) { set(Double(value)) }

    func set(_ value: Double) { self.value.withLock { $0 = value } }

    func increment(by amount: Double) { value.withLock { $0 += amount } }

    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func record(_ value: Int64) { set(value) }

    func record(_ value: Double) { set(value) }

    func write(to text: inout String) {
        text += "\(id.name)\(id.labels.braced) \(ExpositionText.number(value.withLock { $0 }))\n"
    }
}
