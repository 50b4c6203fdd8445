// SPDX-License-Identifier: Apache-2.0
package import Posix
package import Snapshot
import Synchronization

/// The runs of the agent: those that wait, the one that runs, and the last ones that have ended.
package final class RunBook: Sendable {
    /// Why a run is not taken.
    package enum Refusal: Error, Hashable {
        /// So many wait already.
        case full(Int)
        /// The same is waiting or running.
        case duplicate(SnapshotID)
        /// The agent is ending.
        case ending
    }

    private struct State {
        /// In the order of their coming.
        var records: [RunRecord] = []
        var watchers: [SnapshotID: [UInt64: AsyncStream<RunRecord>.Continuation]] = [:]
        var cancellations: [SnapshotID: AsyncStream<Void>.Continuation] = [:]
        var watcherCount: UInt64 = 0
        /// Cancelled while they waited, and not yet seen by whoever begins runs.
        var unseen: Set<SnapshotID> = []
        var isEnding = false
    }

    /// How many may wait.
    package static let queueLimit = 32
    /// How many that have ended are remembered.
    package static let memory = 500

    private let state = Mutex(State())
    private let line: AsyncStream<SnapshotID>.Continuation
    /// Those that wait, in the order of their coming. For one reader.
    let queue: AsyncStream<SnapshotID>

    package init() { (queue, line) = AsyncStream.makeStream() }

    /// Puts a run into the queue.
    package func enqueue(
        _ work: AgentWork, _ cause: RunCause, at now: Timestamp
    ) throws(Refusal) -> RunRecord {
        let record = RunRecord(id: SnapshotID(), work: work, cause: cause, queuedAt: now)
        try state.withLock { (state) throws(Refusal) in
            if state.isEnding { throw .ending }
            let open = state.records.filter { !$0.state.isEnd }
            if let same = open.first(where: { $0.work.isSame(as: work) }) { throw .duplicate(same.id) }
            guard open.count + state.unseen.count < Self.queueLimit else { throw .full(Self.queueLimit) }
            state.records.append(record)
            Self.forget(&state)
        }
        line.yield(record.id)
        return record
    }

    /// Ends the queue: what waits is interrupted, and nothing more is taken.
    ///
    /// - Returns: what waited, and what was cancelled while it did and seen by nobody.
    func close(at now: Timestamp) -> [RunRecord] {
        let (waiting, unseen) = state.withLock { state in
            state.isEnding = true
            defer { state.unseen = [] }
            return (state.records.filter { $0.state == .queued }.map(\.id), state.unseen)
        }
        let left = waiting.filter { end($0, RunEnd(state: .interrupted), at: now, ifStill: .queued) }
        line.finish()
        return (unseen + left).compactMap(record)
    }

    /// One that was cancelled while it waited; nil the second time.
    func cancelledWaiting(_ id: SnapshotID) -> RunRecord? {
        state.withLock { state in
            guard state.unseen.remove(id) != nil else { return nil }
            return Self.index(of: id, state).map { state.records[$0] }
        }
    }

    /// - Returns: the run, and what says that it is to end; nil where it was cancelled while it waited.
    func begin(_ id: SnapshotID, at now: Timestamp) -> (RunRecord, cancelled: AsyncStream<Void>)? {
        let (cancelled, continuation) = AsyncStream<Void>.makeStream()
        return state.withLock { state in
            guard let index = Self.index(of: id, state), state.records[index].state == .queued else { return nil }
            state.records[index].state = .running
            state.records[index].startedAt = now
            state.cancellations[id] = continuation
            Self.tell(state.records[index], state)
            return (state.records[index], cancelled)
        }
    }

    func change(_ id: SnapshotID, _ change: (inout RunRecord) -> Void) {
        _ = self.change(id) { record in
            change(&record)
            return true
        }
    }

    /// - Parameter change: false for nothing to tell.
    private func change(_ id: SnapshotID, _ change: (inout RunRecord) -> Bool) -> Bool {
        state.withLock { state in
            guard let index = Self.index(of: id, state), !state.records[index].state.isEnd,
                change(&state.records[index])
            else { return false }
            let record = state.records[index]
            if record.state == .cancelled, record.startedAt == nil { state.unseen.insert(id) }
            Self.tell(record, state)
            return true
        }
    }

    /// - Parameter expected: nothing is done in another state.
    /// - Returns: whether it was done.
    @discardableResult
    func end(_ id: SnapshotID, _ end: RunEnd, at now: Timestamp, ifStill expected: RunState? = nil) -> Bool {
        let isDone = change(id) { record in
            if let expected, record.state != expected { return false }
            record.state = end.state
            record.endedAt = now
            record.step = nil
            record.summary = end.summary
            record.locations = end.locations
            record.problem = end.problem
            return true
        }
        guard isDone else { return false }
        let (cancellation, watchers) = state.withLock { state in
            (state.cancellations.removeValue(forKey: id), state.watchers.removeValue(forKey: id) ?? [:])
        }
        // Outside of the lock: the ends of these come back here.
        cancellation?.finish()
        for watcher in watchers.values { watcher.finish() }
        return true
    }

    /// Has a run end before its time: at once while it waits, else at its next page.
    ///
    /// - Parameter subject: of the token of whoever wants it.
    /// - Returns: false where it has ended, or never was.
    package func cancel(_ id: SnapshotID, by subject: String, at now: Timestamp) -> Bool {
        change(id) { $0.cancelledBy = $0.cancelledBy ?? subject }
        if end(id, RunEnd(state: .cancelled), at: now, ifStill: .queued) { return true }
        // Not running any more where it has ended meanwhile.
        guard let continuation = state.withLock({ $0.cancellations[id] }) else { return false }
        continuation.yield()
        return true
    }

    package func record(_ id: SnapshotID) -> RunRecord? {
        state.withLock { state in Self.index(of: id, state).map { state.records[$0] } }
    }

    /// The newest first.
    package func all() -> [RunRecord] { state.withLock { $0.records.reversed() } }

    /// The run as it is now, and each change of it until its end. Who is slow misses some in between, never the last.
    ///
    /// - Returns: nil where there is no such run.
    package func follow(_ id: SnapshotID) -> AsyncStream<RunRecord>? {
        let (stream, continuation) = AsyncStream<RunRecord>.makeStream(bufferingPolicy: .bufferingNewest(1))
        return state.withLock { state in
            guard let index = Self.index(of: id, state) else { return nil }
            continuation.yield(state.records[index])
            if state.records[index].state.isEnd {
                continuation.finish()
                return stream
            }
            state.watcherCount += 1
            let watcher = state.watcherCount
            state.watchers[id, default: [:]][watcher] = continuation
            continuation.onTermination = { [weak self] _ in self?.forget(watcher, of: id) }
            return stream
        }
    }

    private func forget(_ watcher: UInt64, of id: SnapshotID) {
        state.withLock { $0.watchers[id]?[watcher] = nil }
    }

    private static func index(of id: SnapshotID, _ state: State) -> Int? {
        state.records.lastIndex { $0.id == id }
    }

    private static func tell(_ record: RunRecord, _ state: State) {
        for watcher in (state.watchers[record.id] ?? [:]).values { watcher.yield(record) }
    }

    private static func forget(_ state: inout State) {
        // What nobody has seen the end of is still to be told.
        let unseen = state.unseen
        var excess = state.records.count { $0.state.isEnd } - memory
        state.records.removeAll { record in
            guard excess > 0, record.state.isEnd, !unseen.contains(record.id) else { return false }
            excess -= 1
            return true
        }
    }
}
