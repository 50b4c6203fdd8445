// SPDX-License-Identifier: Apache-2.0

/// How many records come per second, by those of the last ten seconds.
struct RecordRate {
    private static let window = 10

    private var buckets: [(second: Int, records: Int)] = []
    private var first: Int?

    /// - Parameter time: since the beginning of the run; never less than before.
    mutating func count(at time: Duration) {
        let second = Int(time.components.seconds)
        first = first ?? second
        if buckets.last?.second == second {
            buckets[buckets.count - 1].records += 1
        } else {
            buckets.append((second, 1))
            buckets.removeAll { $0.second <= second - Self.window }
        }
    }

    func perSecond(at time: Duration) -> Int {
        let second = Int(time.components.seconds)
        guard let first else { return 0 }
        let records = buckets.filter { $0.second > second - Self.window }.reduce(0) { $0 + $1.records }
        return records / min(Self.window, second - first + 1)
    }
}
