// SPDX-License-Identifier: Apache-2.0

/// How many requests a client allows itself: `VAULT_RATE_LIMIT`, `rate[:burst]`, as a token bucket without a clock.
struct RateLimit: Sendable, Equatable {
    /// Requests per second.
    let rate: Double
    /// Requests at once.
    let burst: Int
    private var tokens: Double
    private var last = Duration.zero

    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let rate = Double(parts[0]), rate.isFinite, rate > 0, rate <= 1e6 else { return nil }
        guard let burst = parts.count == 2 ? Int(parts[1]) : max(1, Int(rate)), burst > 0 else { return nil }
        self.rate = rate
        self.burst = burst
        tokens = Double(burst)
    }

    /// Takes the next place in the line.
    ///
    /// - Parameter now: since any fixed moment.
    /// - Returns: how long to wait for it.
    mutating func wait(at now: Duration) -> Duration {
        tokens = min(Double(burst), tokens + max(0, (now - last) / .seconds(1)) * rate)
        last = max(last, now)
        tokens -= 1
        return tokens >= 0 ? .zero : .seconds(-tokens / rate)
    }
}
