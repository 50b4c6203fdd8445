// SPDX-License-Identifier: Apache-2.0
import JSON

/// Whether one can log in with a credential now.
enum CredentialState: String {
    case valid
    /// Not yet: the token endpoint does not know it, or its time has not come.
    case pending
    case expired
    case disabled
}

/// A credential as `_simulator/credentials` shows it.
struct ShownCredential {
    enum Kind: String {
        case secret
        case certificate
        case key
    }

    /// An application's id, or an account's address.
    let identity: String
    let kind: Kind
    let keyID: String
    let name: String
    let state: CredentialState

    var json: JSONValue {
        [
            "identity": .string(identity), "kind": .string(kind.rawValue), "key_id": .string(keyID),
            "name": .string(name), "state": .string(state.rawValue), "valid": .bool(state == .valid),
        ]
    }
}
