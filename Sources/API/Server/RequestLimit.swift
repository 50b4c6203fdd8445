// SPDX-License-Identifier: Apache-2.0
import Access
import Synchronization

/// How many requests a client's network may send, as a token bucket for each.
final class RequestLimit: Sendable {
    private struct Bucket {
        var tokens: Double
        var last: Duration
    }

    /// Networks that are remembered; beyond it those whose buckets are full are forgotten.
    private static let memory = 4096

    let perMinute: Int
    private let stopwatch: Stopwatch
    private let buckets = Mutex<[ClientNetwork: Bucket]>([:])

    init(perMinute: Int, clock: any Clock<Duration>) {
        self.perMinute = perMinute
        stopwatch = Stopwatch(clock)
    }

    /// - Returns: nil where the request may go on; else after how many seconds one may.
    func wait(for network: ClientNetwork) -> Int? {
        let now = stopwatch.elapsed
        return buckets.withLock { buckets in
            if buckets.count >= Self.memory, buckets[network] == nil {
                buckets = buckets.filter { filled($0.value, at: now) < capacity }
                // Whoever comes while thousands are being refused is refused with them.
                if buckets.count >= Self.memory { return 60 }
            }
            var bucket = buckets[network] ?? Bucket(tokens: capacity, last: now)
            bucket.tokens = filled(bucket, at: now) - 1
            bucket.last = now
            defer { buckets[network] = bucket }
            if bucket.tokens >= 0 { return nil }
            bucket.tokens += 1
            return max(1, Int(((1 - bucket.tokens) * 60 / capacity).rounded(.up)))
        }
    }

    private var capacity: Double { Double(perMinute) }

    private func filled(_ bucket: Bucket, at now: Duration) -> Double {
        min(capacity, bucket.tokens + (now - bucket.last) / .seconds(60) * capacity)
    }
}
