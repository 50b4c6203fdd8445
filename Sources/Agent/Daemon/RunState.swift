// SPDX-License-Identifier: Apache-2.0

/// How far a run has got.
package enum RunState: String, Sendable, CaseIterable {
    case queued
    case running
    /// Done, and whole.
    case succeeded
    /// Done, and something is missing of it: units that were not read, places that it is not at.
    case incomplete
    case failed
    /// By a request, before its end. What a snapshot had read is kept.
    case cancelled
    /// The agent ended before it did.
    case interrupted

    package var isEnd: Bool { self != .queued && self != .running }
}
