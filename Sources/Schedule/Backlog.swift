// SPDX-License-Identifier: Apache-2.0
import Posix

/// The occurrences of a job that are due and not decided.
struct Backlog: Hashable {
    /// More than this are not counted one by one: after a year without power there may be half a million.
    static let countLimit = 1000

    let first: Timestamp
    let last: Timestamp
    /// The one before the last; nil where there is only one.
    let beforeLast: Timestamp?
    /// Nil for more than countLimit.
    let count: Int?

    private init(first: Timestamp, last: Timestamp, count: Int?) {
        (self.first, self.last, self.count) = (first, last, count)
        beforeLast = nil
    }

    /// Those that come before the last one.
    var withoutLast: Backlog? {
        beforeLast.map { Backlog(first: first, last: $0, count: count.map { $0 - 1 }) }
    }

    /// - Parameter decided: behind which they are looked for.
    /// - Returns: nil where none is due.
    init?(of job: ScheduledJob, after decided: Timestamp, due now: Timestamp, salt: String) {
        guard let first = job.next(after: decided), job.due(first, salt: salt) <= now else { return nil }
        self.first = first
        var found = [first]
        while found.count <= Self.countLimit {
            guard let last = found.last, let next = job.next(after: last), job.due(next, salt: salt) <= now else {
                (last, beforeLast, count) = (found[found.count - 1], found.dropLast().last, found.count)
                return
            }
            found.append(next)
        }
        // Each is due before the next one occurs, so that only the very last one may not be due yet.
        let newest = Self.last(of: job, after: first, until: now)
        let isDue = job.due(newest, salt: salt) <= now
        last = isDue ? newest : Self.last(of: job, after: first, until: newest.minus(1))
        beforeLast = Self.last(of: job, after: first, until: last.minus(1))
        count = nil
    }

    /// The last occurrence until a moment, by halving.
    private static func last(of job: ScheduledJob, after first: Timestamp, until end: Timestamp) -> Timestamp {
        // There is one behind `low`, and none behind `high`.
        var (low, high, found) = (first.seconds - 1, end.seconds, first)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if let next = job.next(after: Timestamp(seconds: middle)), next <= end {
                (low, found) = (next.seconds - 1, next)
            } else {
                high = middle
            }
        }
        return found
    }
}

extension Timestamp {
    func minus(_ seconds: Int64) -> Timestamp { Timestamp(seconds: self.seconds - seconds) }
}
