// SPDX-License-Identifier: Apache-2.0

/// Leaves a service alone that is down: a state machine without a clock.
///
/// CLOSED until five calls in a row have failed, then OPEN for a minute, then HALF_OPEN: one call tries whether it is back.
/// Who comes in the first minute waits for that call, because most outages are short; once it has failed too, nobody
/// waits any more.
struct CircuitBreaker: Sendable, Equatable {
    enum State: Sendable, Equatable {
        case closed(failures: Int)
        case open(until: Duration, isFirst: Bool)
        /// One call is under way, and has been since then.
        case halfOpen(since: Duration, isFirst: Bool)
    }

    enum Admission: Sendable, Equatable {
        case go
        /// And ask again.
        case wait(Duration)
        case refused
    }

    static let threshold = 5
    static let pause = Duration.seconds(60)
    private static let glance = Duration.seconds(1)

    private(set) var state = State.closed(failures: 0)

    /// Calls go; else they wait or are refused, but for the one that tries.
    var isClosed: Bool {
        if case .closed = state { true } else { false }
    }

    mutating func enter(at now: Duration) -> Admission {
        switch state {
        case .closed: return .go
        case .open(let until, let isFirst) where now >= until:
            state = .halfOpen(since: now, isFirst: isFirst)
            return .go
        case .open(let until, isFirst: true): return .wait(until - now)
        case .halfOpen(_, isFirst: true): return .wait(Self.glance)
        case .open, .halfOpen: return .refused
        }
    }

    /// There was an answer, whatever it says.
    mutating func answered() {
        // Of a call that was under way when others failed.
        if case .open = state { return }
        state = .closed(failures: 0)
    }

    /// - Parameter entered: when the call went. One that was under way before says nothing of the one that tries.
    mutating func failed(at now: Duration, entered: Duration) {
        switch state {
        case .closed(let failures) where failures + 1 < Self.threshold: state = .closed(failures: failures + 1)
        case .closed: state = .open(until: now + Self.pause, isFirst: true)
        case .halfOpen(let since, _) where entered >= since:
            state = .open(until: now + Self.pause, isFirst: false)
        case .halfOpen, .open: break
        }
    }

    /// Nobody knows: the call was given up.
    mutating func cancelled(at now: Duration) {
        if case .halfOpen(_, let isFirst) = state { state = .open(until: now, isFirst: isFirst) }
    }
}
