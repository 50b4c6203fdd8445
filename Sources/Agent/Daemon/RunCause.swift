// SPDX-License-Identifier: Apache-2.0
package import Posix

/// Who wanted a run.
package enum RunCause: Sendable, Hashable {
    /// - Parameter occurrence: when the job's expression says that it is due, without jitter.
    case schedule(job: String, occurrence: Timestamp)
    /// - Parameter subject: of the token that asked for it.
    case request(subject: String)
    /// The agent's start, which goes on with what its end had interrupted.
    case recovery

    /// For people.
    var text: String {
        switch self {
        case .schedule(let job, let occurrence): "the job \(job), due at \(occurrence.rfc3339)"
        case .request(let subject): "a request of \(subject)"
        case .recovery: "an earlier agent's end"
        }
    }
}
