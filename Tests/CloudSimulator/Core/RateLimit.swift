// SPDX-License-Identifier: Apache-2.0
import JSON

/// A bucket that fills steadily and gives one token to each request to a path: `{"path": "/…", "per_second": 5}`.
struct RateLimit {
    private let path: String
    private let rate: Double
    private var tokens: Double
    private var filled = ContinuousClock.now

    init?(_ json: JSONValue) {
        guard let path = json["path"]?.string, let rate = json["per_second"]?.integer, rate > 0 else { return nil }
        self.path = path
        self.rate = Double(rate)
        tokens = self.rate
    }

    /// - Returns: nil for a request that may pass.
    mutating func refusal(of request: Request) -> Answer? {
        guard request.path == path else { return nil }
        let now = ContinuousClock.now
        tokens = min(rate, tokens + rate * ((now - filled) / .seconds(1)))
        filled = now
        if tokens >= 1 {
            tokens -= 1
            return nil
        }
        let message: JSONValue = ["code": 429, "status": "RESOURCE_EXHAUSTED", "message": "Quota exceeded."]
        return Answer(429, ["error": message], headers: ["Retry-After": "1"])
    }
}
