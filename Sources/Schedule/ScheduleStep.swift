// SPDX-License-Identifier: Apache-2.0
package import Posix

/// What a ScheduleMachine has decided at a moment.
package struct ScheduleStep: Sendable, Hashable {
    /// An occurrence that is to begin now.
    package struct Beginning: Sendable, Hashable {
        package let job: String
        package let occurrence: Timestamp
        /// Its time with the jitter.
        package let due: Timestamp
        /// It was missed, and is made up for.
        package let isCatchUp: Bool
    }

    /// Occurrences of one job that will never begin, one behind the other.
    package struct Skipping: Sendable, Hashable {
        package let job: String
        package let first: Timestamp
        package let last: Timestamp
        /// Nil for more than a thousand.
        package let count: Int?
        package let reason: JobRecord.Skip.Reason
    }

    /// At most one for each job.
    package var begin: [Beginning] = []
    package var skipped: [Skipping] = []
    /// With everything that was decided; to be durable before anything of begin is begun.
    package var state: ScheduleState
    /// The state is another one than before.
    package var hasChanged = false
    /// When the next occurrence comes due; nil for never. In the past for what waits for a tick.
    package var nextWake: Timestamp?
}
