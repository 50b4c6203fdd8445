// SPDX-License-Identifier: Apache-2.0
import Schedule

/// How far a run has got.
package enum RunState: String, Sendable, CaseIterable {
    case queued
    case running
    /// Done, and whole.
    case succeeded
    /// Done, and something is missing of it: units that were not read, places that it is not at.
    case incomplete
    case failed
    /// Another agent has taken the occurrence of the job.
    case taken
    /// By a request, before its end. What a snapshot had read is kept.
    case cancelled
    /// The agent ended before it did.
    case interrupted

    /// Of a job's run; nil where it did not end, or has not begun.
    var outcome: ScheduleMachine.Outcome? {
        switch self {
        case .queued, .running, .interrupted: nil
        case .succeeded: .succeeded
        case .incomplete: .incomplete
        case .failed, .cancelled: .failed
        case .taken: .taken
        }
    }

    package var isEnd: Bool { self != .queued && self != .running }
}
