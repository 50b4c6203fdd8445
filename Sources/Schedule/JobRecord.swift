// SPDX-License-Identifier: Apache-2.0
package import Posix

/// What is known of one job: what was decided last, and what came of it.
package struct JobRecord: Sendable, Hashable {
    /// An occurrence that is to begin, or was begun.
    package struct Run: Sendable, Hashable {
        package enum Status: String, Sendable, CaseIterable {
            /// It waits for its turn. Where the process ends first, nothing of it has happened.
            case queued
            /// It runs, or the process ended before it did.
            case started
            case succeeded
            /// Done, and something is missing of it.
            case incomplete
            case failed
            /// Somebody else has taken the occurrence.
            case taken
            /// The process ended while it ran.
            case interrupted
        }

        package var occurrence: Timestamp
        /// When it was decided that it begins.
        package var began: Timestamp
        package var status = Status.queued
        /// When that was heard of; nil while it waits or runs.
        package var ended: Timestamp?
    }

    /// Occurrences that were not begun, one behind the other.
    package struct Skip: Sendable, Hashable {
        package enum Reason: String, Sendable, CaseIterable {
            /// The job was still running when they came due.
            case overlap
            /// They were due too long ago.
            case missed
            /// They were due as well when a later one was begun.
            case superseded
        }

        package var first: Timestamp
        package var last: Timestamp
        package var reason: Reason
        /// When it was decided.
        package var at: Timestamp
    }

    /// The expression and the zone that occurrences were reckoned by.
    package var cron: String
    package var zone: String
    /// Every occurrence until here is decided: begun, skipped, or from before the job was known.
    package var decided: Timestamp
    /// The last one that was to begin.
    package var run: Run?
    /// The last ones that were skipped.
    package var skip: Skip?
    /// When a run last succeeded; those behind it may have failed.
    package var lastSuccess: Timestamp?
    /// Whether the last run that was done was whole; nil before the first.
    package var isWhole: Bool?

    /// What waits has not begun, and does not any more: it is undecided again, and what came due meanwhile with it.
    mutating func giveBack() {
        guard let run, run.status == .queued else { return }
        let last = run.occurrence.minus(1)
        decided = last
        self.run = nil
        if let skip, skip.last > last { self.skip = nil }
    }
}

extension JobRecord.Run.Status {
    /// Whether it may still come to something.
    package var isOpen: Bool { self == .queued || self == .started }
}
