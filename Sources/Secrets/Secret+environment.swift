// SPDX-License-Identifier: Apache-2.0
import Posix

extension Secret {
    /// Takes a secret out of the environment: afterwards it is neither in the environment nor in `/proc/<pid>/environ`.
    ///
    /// - Returns: nil when the variable is unset or empty.
    package init?(takingVariable name: String) {
        guard let secret = Environment.take(name, { Secret(copying: $0) }), secret.count > 0 else { return nil }
        self = secret
    }
}
