// SPDX-License-Identifier: Apache-2.0
import JSON

/// How many requests to some paths may pass, all of them counted together.
///
/// - `{"path": "/…", "per_second": 5}`: a bucket that fills steadily and gives one token to each request, and says when to
///   come again;
/// - `{"path": "/…", "count": 5, "window": 200}`: so many in each window of so many milliseconds, however close together
///   they come, and not a word on when the next one begins.
///
/// `path` is a regular expression of the whole path.
struct RateLimit {
    private enum Kind {
        case bucket
        case window(Duration)
    }

    private let path: String
    private let kind: Kind
    private let size: Double
    private var tokens: Double
    private var filled: ContinuousClock.Instant

    init?(_ json: JSONValue, now: ContinuousClock.Instant = .now) {
        guard let path = json["path"]?.string, (try? Regex(path)) != nil else { return nil }
        self.path = path
        if let rate = json["per_second"]?.integer, rate > 0 {
            (kind, size) = (.bucket, Double(rate))
        } else if let count = json["count"]?.integer, let window = json["window"]?.integer, count > 0, window > 0 {
            (kind, size) = (.window(.milliseconds(window)), Double(count))
        } else {
            return nil
        }
        tokens = size
        filled = now
    }

    /// - Returns: nil for a request that may pass.
    mutating func refusal(of request: Request, now: ContinuousClock.Instant = .now) -> Answer? {
        guard let regex = try? Regex(path), request.path.wholeMatch(of: regex) != nil else { return nil }
        fill(now)
        if tokens >= 1 {
            tokens -= 1
            return nil
        }
        let message: JSONValue = ["code": 429, "status": "RESOURCE_EXHAUSTED", "message": "Quota exceeded."]
        guard case .bucket = kind else { return Answer(429, ["error": message]) }
        return Answer(429, ["error": message], headers: ["Retry-After": "1"])
    }

    private mutating func fill(_ now: ContinuousClock.Instant) {
        switch kind {
        case .bucket:
            tokens = min(size, tokens + size * ((now - filled) / .seconds(1)))
            filled = now
        case .window(let length):
            let passed = ((now - filled) / length).rounded(.down)
            guard passed >= 1 else { return }
            tokens = size
            filled += length * passed
        }
    }
}
