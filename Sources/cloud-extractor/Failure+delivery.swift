// SPDX-License-Identifier: Apache-2.0
import Transports

extension Failure {
    /// - Parameter address: of the destination.
    init(_ address: String, _ error: DeliveryError) {
        func failure(_ what: String, hint: String? = nil) -> Failure {
            Failure(.undelivered, "\(address) \(what)", hint: hint)
        }
        self =
            switch error {
            case .unreachable(let error): failure("cannot be reached: \(error)")
            case .busy(let status): failure("asks to come back later, with status \(status)")
            case .refused(let file, let status, let code):
                failure(
                    "refused \(file) with status \(status)\(code.map { ", \($0)" } ?? "")",
                    hint: status == 413 ? "lower batch_size" : "docs/delivery.md says what the credentials must allow")
            case .occupied(let file):
                failure(
                    "has another file under the name of \(file)",
                    hint: "nothing is ever overwritten; find out who has put it there")
            case .notRetained(let file):
                failure("does not retain \(file) as it should", hint: "the bucket needs Object Lock")
            case .storage(let error): failure("was not sent everything: \(error)")
            case .malformed(let error): failure("cannot be spoken to: \(error)")
            case .cancelled: Failure(.interrupted, "interrupted")
            }
    }
}
