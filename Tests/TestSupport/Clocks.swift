// SPDX-License-Identifier: Apache-2.0
package import Posix
import Synchronization

/// A time of day that moves only when a test moves it.
package final class HeldWallClock: WallClock {
    private let time: Mutex<Timestamp>

    package init(_ seconds: Int64) { time = Mutex(Timestamp(seconds: seconds)) }

    package func now() -> Timestamp { time.withLock { $0 } }

    package func advance(by seconds: Int64) {
        time.withLock { $0 = Timestamp(seconds: $0.seconds + seconds) }
    }
}

/// A clock on which nobody ever waits: sleeping moves it and is written down.
package final class LeapingClock: Clock {
    package struct Instant: InstantProtocol {
        let offset: Duration

        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct State {
        var now = Duration.zero
        var slept: [Duration] = []
        var waiting: [(sleeps: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    package init() {}

    package var now: Instant { Instant(offset: state.withLock { $0.now }) }
    package var minimumResolution: Duration { .zero }
    /// Every sleep so far.
    package var slept: [Duration] { state.withLock { $0.slept } }

    /// Waits until there have been so many sleeps.
    package func slept(times sleeps: Int) async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.slept.count >= sleeps { return true }
                state.waiting.append((sleeps, continuation))
                return false
            }
            if isOver { continuation.resume() }
        }
    }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let reached = state.withLock { state in
            state.slept.append(deadline.offset - state.now)
            state.now = max(state.now, deadline.offset)
            let reached = state.waiting.filter { $0.sleeps <= state.slept.count }
            state.waiting.removeAll { $0.sleeps <= state.slept.count }
            return reached.map(\.continuation)
        }
        for continuation in reached { continuation.resume() }
        await Task.yield()
    }
}
