// SPDX-License-Identifier: Apache-2.0
import HTTP

/// How fast the calls of a lane may follow each other: a state machine without a clock.
///
/// It begins at a moderate pace and doubles it every second for as long as nobody minds. When the cloud asks to slow down
/// it falls to four fifths of what was answered within the last second, stays there for ten seconds, and then feels its
/// way up by a twentieth a second: against a limit of five calls a second that costs one call in sixty.
struct CallPace: Sendable {
    /// In calls a second.
    static let first = 50.0
    static let slowest = 0.2
    /// Beyond it nothing is counted any more.
    static let unlimited = 5000.0
    static let hold = Duration.seconds(10)
    private static let window = Duration.seconds(1)

    /// In calls a second, whatever the cloud would take; from the configuration.
    private let ceiling: Double
    private(set) var rate: Double
    /// Of the next call.
    private var slot = Duration.zero
    /// When it was slowed down last; nil if never.
    private var slowed: Duration?
    private var grown = Duration.zero
    /// When calls were answered, within the last second.
    private var answers: [Duration] = []

    init(ceiling: Double?) {
        self.ceiling = ceiling ?? .infinity
        rate = Self.first
    }

    /// Takes the next place in the lane.
    ///
    /// - Returns: how long to wait for it.
    mutating func enter(at now: Duration) -> Duration {
        let pace = min(rate, ceiling)
        guard pace < Self.unlimited else { return .zero }
        let mine = max(slot, now)
        slot = mine + .seconds(1 / pace)
        return mine - now
    }

    /// The quota is used up until then; the pace is none the worse for it.
    mutating func hold(until end: Duration) { slot = max(slot, end) }

    mutating func answered(at now: Duration) {
        answers.removeAll { now - $0 > Self.window }
        answers.append(now)
        guard rate < Self.unlimited else {
            answers.removeAll()
            return
        }
        guard now > grown else { return }
        let seconds = (now - grown) / .seconds(1)
        if let slowed {
            if now - slowed > Self.hold { rate *= 1 + 0.05 * min(seconds, 1) }
        } else {
            rate *= 1 + min(seconds, 1)
        }
        grown = now
    }

    /// The cloud asked to slow down.
    ///
    /// - Parameters:
    ///   - entered: when the call that it answered so took its place: those that had one already are of the old pace, and
    ///     say nothing of the new one.
    ///   - retryAfter: how long it asks to wait.
    mutating func throttled(at now: Duration, entered: Duration, retryAfter: Duration?) {
        if let retryAfter { slot = max(slot, now + min(retryAfter, Backoff.maximumRetryAfter)) }
        if let slowed, entered < slowed { return }
        answers.removeAll { now - $0 > Self.window }
        let measured = answers.isEmpty ? min(rate, Self.first) / 2 : Double(answers.count)
        rate = max(Self.slowest, min(rate, measured) * 0.8)
        slowed = now
        grown = now
        slot = max(slot, now + .seconds(1 / rate))
    }
}
