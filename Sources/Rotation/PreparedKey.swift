// SPDX-License-Identifier: Apache-2.0

/// A key that was made here, and that no provider knows yet.
package struct PreparedKey: Sendable {
    /// What the provider will know it by, whatever id it gives it: the hash of its public half.
    package let mark: String
    package let fields: CredentialFields

    package init(mark: String, fields: CredentialFields) {
        self.mark = mark
        self.fields = fields
    }
}
