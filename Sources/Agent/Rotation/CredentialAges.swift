// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Rotation

/// Since when the credentials of a secret are there, beside the state of the rotation: Vault's own times are of the last
/// write, and each step of a rotation is one.
struct CredentialAges: Sendable, Hashable {
    var current: Timestamp?
    var previous: Timestamp?

    init(current: Timestamp? = nil) { self.current = current }

    /// - Parameter written: when the secret's version was written, for a secret that says nothing yet: the credential is
    ///   as old or older.
    init(_ state: JSONValue?, written: Timestamp?) {
        current = Self.time("current_since", state) ?? written
        previous = Self.time("previous_since", state)
    }

    /// Beside the members of the rotation's document.
    func added(to state: JSONValue) -> JSONValue {
        guard var object = state.object else { return state }
        object["current_since"] = current.map { .string($0.rfc3339) }
        object["previous_since"] = previous.map { .string($0.rfc3339) }
        return .object(object)
    }

    func moved(_ move: SecretMove, at promotion: Timestamp?) -> CredentialAges {
        var moved = self
        switch move {
        case .promote: (moved.current, moved.previous) = (promotion, current)
        case .swap: (moved.current, moved.previous) = (previous, current)
        case .dropPrevious: moved.previous = nil
        case .none, .storePending, .namePending, .dropPending: break
        }
        return moved
    }

    private static func time(_ name: String, _ state: JSONValue?) -> Timestamp? {
        state?[name]?.string.flatMap { Timestamp(rfc3339: $0) }
    }
}
