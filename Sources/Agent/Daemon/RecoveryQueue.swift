// SPDX-License-Identifier: Apache-2.0
import Logging
import Snapshot
import Synchronization

/// The snapshots that the end of an earlier agent has interrupted, one at a time: what comes due meanwhile comes in between.
final class RecoveryQueue: Sendable {
    private let desk: AgentDesk
    private let ledger: SnapshotLedger
    private let logger: Logger
    private let waiting = Mutex<[SnapshotID]>([])

    init(_ desk: AgentDesk, _ ledger: SnapshotLedger, logger: Logger) {
        self.desk = desk
        self.ledger = ledger
        self.logger = logger
    }

    /// Looks for them, and begins with the first.
    func begin() {
        guard let unfinished = UnfinishedSnapshots(desk.configuration) else { return }
        do {
            let all = try unfinished.all()
            try ledger.keep(Set(all))
            let chosen = all.filter(isTaken)
            waiting.withLock { $0 = chosen }
        } catch {
            logger.warning("unfinished snapshots are left as they are", metadata: ["cause": "\(error)"])
        }
        next()
    }

    private func isTaken(_ snapshot: SnapshotID) -> Bool {
        let entry = ledger.entry(of: snapshot)
        if !entry.isCancelled, entry.deaths < SnapshotLedger.patience { return true }
        logger.warning(
            "an unfinished snapshot is left as it is: cloud-extractor resume goes on with it",
            metadata: [
                "snapshot": "\(snapshot)",
                "cause": entry.isCancelled ? "it was cancelled" : "the agent ended \(entry.deaths) times at it",
            ])
        return false
    }

    /// Of whatever is left.
    func next() {
        while let snapshot = waiting.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            do throws(RunBook.Refusal) {
                _ = try desk.request(.resumption(snapshot, ledger.entry(of: snapshot).scope), .recovery)
                logger.notice("an unfinished snapshot is gone on with", metadata: ["snapshot": "\(snapshot)"])
                return
            } catch {
                logger.warning(
                    "an unfinished snapshot is not gone on with",
                    metadata: ["snapshot": "\(snapshot)", "cause": "\(error)"])
            }
        }
    }
}
