// SPDX-License-Identifier: Apache-2.0
import Posix

/// Whom TLS connections trust. Verification cannot be turned off.
package struct TLSTrust: Sendable, Equatable {
    /// A file of PEM certificates; nil for the system's.
    package let authorities: String?

    /// - Parameter authorities: `$SSL_CERT_FILE` when not given.
    package init(authorities: String? = nil) {
        self.authorities = authorities ?? Environment.value("SSL_CERT_FILE")
    }
}
