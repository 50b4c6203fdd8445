// SPDX-License-Identifier: Apache-2.0

/// How one kind of credential lies in its secret.
package struct CredentialShape: Sendable, Hashable {
    /// The field with the key's id, as the provider calls it.
    package let idField: String
    /// The fields that are another one for every key, that of the id among them.
    package let fieldNames: [String]
    /// Those that stay: whose key it is.
    package let sharedNames: [String]
    /// Secrets that were put there by hand may lack the id; then the provider tells which key it is.
    package let isIDOptional: Bool

    package init(idField: String, fieldNames: [String], sharedNames: [String] = [], isIDOptional: Bool = false) {
        self.idField = idField
        self.fieldNames = fieldNames
        self.sharedNames = sharedNames
        self.isIDOptional = isIDOptional
    }
}
