// SPDX-License-Identifier: Apache-2.0
import Posix
import Rotation

extension RotationAction {
    /// For people, what is being done; nil for what would only be noise.
    package var words: String? {
        switch self {
        case .read, .list: nil
        case .write(let document, _):
            switch document.phase {
            case .idle: "noting that nothing is under way any more"
            case .intent: "noting that a key is about to be made beside \(document.current)"
            case .pending: "storing the new key \(document.pending ?? "")"
            case .verified: "the new key has done what it is for, for a while"
            case .discarding: "noting that the new key \(document.pending ?? "") goes"
            case .promoted: "making \(document.current) the current key"
            case .disabled: "noting that the old key \(document.previous ?? "") is switched off"
            case .parked: "parking the rotation"
            }
        case .prepare: "making a key"
        case .create: "asking for a new key"
        case .probe(let id): "trying the key \(id)"
        case .wait(let until): "waiting until \(until.rfc3339)"
        case .enable(let id): "switching on the key \(id)"
        case .disable(let id): "switching off the key \(id)"
        case .delete(let id): "deleting the key \(id)"
        case .end: nil
        }
    }
}
