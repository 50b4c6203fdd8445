// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Rotation

extension IssuedKey {
    /// A `passwordCredential` or a `keyCredential`,
    /// https://learn.microsoft.com/en-us/graph/api/resources/keycredential.
    init?(_ credential: CanonicalJSON, mark: String?) {
        guard let id = credential["keyId"]?.scalar,
            let start = credential["startDateTime"]?.scalar.flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        self.init(id: id, createdAt: start, mark: mark, hint: credential["hint"]?.scalar)
    }

    static func isOver(_ credential: CanonicalJSON, at now: Timestamp) -> Bool {
        guard let end = credential["endDateTime"]?.scalar.flatMap({ Timestamp(rfc3339: $0) }) else { return false }
        return end <= now
    }
}
