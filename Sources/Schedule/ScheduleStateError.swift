// SPDX-License-Identifier: Apache-2.0
package import JSON

/// Why bytes are no ScheduleState. Members are named by their path.
package enum ScheduleStateError: Error, Equatable {
    case notJSON(JSONError)
    case unsupportedVersion(String)
    case missing(String)
    case wrongType(String, expected: String)
    case unknown(String)
    case contradictory(String, why: String)
}

extension ScheduleStateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notJSON(let error): "the state of the schedule is \(error)"
        case .unsupportedVersion(let version):
            "the state of the schedule has version \(version), and this program knows only \(ScheduleState.version)"
        case .missing(let path): "the state of the schedule has no \(path)"
        case .wrongType(let path, let expected): "\(path) in the state of the schedule is not \(expected)"
        case .unknown(let path): "\(path) in the state of the schedule is nothing that this program knows"
        case .contradictory(let path, let why): "\(path) in the state of the schedule \(why)"
        }
    }
}
