// SPDX-License-Identifier: Apache-2.0

/// Where in a cloud a unit looks.
package struct Scope: Sendable, Hashable {
    /// What services without regions have for one.
    package static let global = "global"

    /// An account, a subscription, a project.
    package let account: String
    package let region: String

    package init(account: String, region: String) {
        self.account = account
        self.region = region
    }
}
