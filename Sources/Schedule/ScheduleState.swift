// SPDX-License-Identifier: Apache-2.0

/// What outlives the process: for each job by its name what was decided last.
package struct ScheduleState: Sendable, Hashable {
    package var jobs: [String: JobRecord] = [:]

    package init() {}
}
