// SPDX-License-Identifier: Apache-2.0
package import Posix

/// A credential that a provider says there is: an access key, an application's password, a service account's key.
package struct IssuedKey: Sendable, Hashable {
    package let id: String
    package let createdAt: Timestamp
    package var isEnabled: Bool
    /// When the provider last saw it; nil if it never did, or does not say.
    package var lastUsed: Timestamp?
    /// What the provider keeps with it and only one rotation has given it: that rotation's name, or the hash of the public
    /// half of a key that was made here.
    package let mark: String?
    /// How the secret begins, where the provider shows that.
    package let hint: String?

    package init(
        id: String, createdAt: Timestamp, isEnabled: Bool = true, lastUsed: Timestamp? = nil, mark: String? = nil,
        hint: String? = nil
    ) {
        self.id = id
        self.createdAt = createdAt
        self.isEnabled = isEnabled
        self.lastUsed = lastUsed
        self.mark = mark
        self.hint = hint
    }
}
