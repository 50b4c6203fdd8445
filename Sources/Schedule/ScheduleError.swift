// SPDX-License-Identifier: Apache-2.0

/// What cannot be scheduled.
package enum ScheduleError: Error, Hashable {
    case badName(String)
    case badJitter(job: String, seconds: Int64)
    case badLateness(job: String, seconds: Int64)
    case nameTwice(String)
}

extension ScheduleError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badName(let name):
            "'\(name)' is no name of a job: 1 to 64 letters, digits, '-', '_' and '.'"
        case .badJitter(let job, let seconds):
            "job \(job): a jitter of \(seconds) seconds is not from 0 to \(ScheduledJob.longestJitter)"
        case .badLateness(let job, let seconds):
            "job \(job): \(seconds) seconds of lateness are not from 1 to \(ScheduledJob.longestLateness)"
        case .nameTwice(let name): "there are two jobs \(name); give one of them another name"
        }
    }
}
