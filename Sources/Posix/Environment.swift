// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The environment of the process.
package enum Environment {
    /// The variable's value; nil when unset or empty.
    package static func value(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    package static func remove(_ name: String) {
        _ = unsafe unsetenv(name)
    }
}
