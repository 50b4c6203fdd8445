// SPDX-License-Identifier: Apache-2.0

/// A value of the configuration or the environment that cannot be used.
package struct InvalidSetting: Error, Equatable {
    /// The key or the variable.
    package let name: String
    package let reason: String
    package let hint: String

    package init(name: String, reason: String, hint: String) {
        self.name = name
        self.reason = reason
        self.hint = hint
    }
}
