// SPDX-License-Identifier: Apache-2.0
import Cloud

extension Redaction {
    /// Shows what would be hidden.
    static let test = Redaction { "hidden " + String(decoding: $0, as: UTF8.self) }
}
