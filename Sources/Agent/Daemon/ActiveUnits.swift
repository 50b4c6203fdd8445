// SPDX-License-Identifier: Apache-2.0
import Metrics
import Synchronization

/// How many units are being read, as the gauge `active_extractors`.
final class ActiveUnits: Sendable {
    private let count = Mutex(0)

    func increment() { change(by: 1) }
    func decrement() { change(by: -1) }

    private func change(by step: Int) {
        count.withLock { count in
            count += step
            // In the lock: what is told last is what holds.
            Gauge(label: "active_extractors").record(count)
        }
    }
}
