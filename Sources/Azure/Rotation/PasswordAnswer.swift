// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import SecretJSON
import Secrets

/// The answer to `addPassword`, taken out of guarded memory value by value: the only one that ever holds the secret.
struct PasswordAnswer {
    let keyID: String
    let start: Timestamp
    let secret: SharedSecret

    /// - Returns: nil when something is missing.
    init?(_ bytes: Span<UInt8>) {
        var (keyID, start, secret): (String?, Timestamp?, SharedSecret?) = (nil, nil, nil)
        let isObject = try? JSONLookup.members(at: [], in: bytes) { (name, value) throws(JSONError) in
            guard case .string(let text) = value else { return }
            switch try name.string(bytes) {
            case "keyId": keyID = try text.string(bytes)
            case "startDateTime": start = Timestamp(rfc3339: try text.string(bytes))
            case "secretText": secret = try SharedSecret(text, bytes)
            default: break
            }
        }
        guard isObject == true, let keyID, let start, let secret, secret.count > 0 else { return nil }
        (self.keyID, self.start, self.secret) = (keyID, start, secret)
    }
}
