// SPDX-License-Identifier: Apache-2.0

/// A follow-up call that is missing from a record, and why.
package struct MissingPart: Sendable, Equatable {
    /// The member of `configuration` that is absent.
    package let part: String
    /// The provider's error code.
    package let code: String

    package init(part: String, code: String) {
        self.part = part
        self.code = code
    }
}
