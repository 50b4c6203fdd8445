// SPDX-License-Identifier: Apache-2.0
package import HTTP
package import Posix

/// Why a destination did not take a file. Never holds what was sent or answered, but for codes.
package enum DeliveryError: Error, Equatable {
    /// The far side is not there, or did not answer in time.
    case unreachable(HTTPError)
    /// It asked to come back later, more often than is tried.
    case busy(status: Int)
    /// It will not take it.
    case refused(file: String, status: Int, code: String?)
    /// Another file of the same name is there.
    case occupied(file: String)
    /// It does not keep what it took for as long as it should.
    case notRetained(file: String)
    /// The file on this machine.
    case storage(SystemError)
    case malformed(HTTPError)
    case cancelled

    /// For the audit log.
    package var word: String {
        switch self {
        case .unreachable: "unreachable"
        case .busy: "busy"
        case .refused(_, let status, let code): code ?? "status \(status)"
        case .occupied: "occupied"
        case .notRetained: "not retained"
        case .storage: "storage"
        case .malformed: "malformed"
        case .cancelled: "cancelled"
        }
    }
}
