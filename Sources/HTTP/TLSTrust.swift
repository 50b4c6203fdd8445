// SPDX-License-Identifier: Apache-2.0
import Posix

/// Whom TLS connections trust, and as whom they come. Verification cannot be turned off.
package struct TLSTrust: Sendable {
    package enum Authorities: Sendable, Equatable {
        case system
        /// A file of PEM certificates.
        case file(path: String)
        /// A directory of PEM certificates under hashed names, see openssl-rehash(1).
        case directory(path: String)
        /// PEM certificates.
        case certificates([UInt8])
    }

    package let authorities: Authorities
    package let identity: TLSIdentity?
    /// The name that the server's certificate must have, and that it is asked for by; nil for the URL's host.
    package let serverName: String?

    /// - Parameter authorities: `$SSL_CERT_FILE`, or the system's, when not given.
    package init(_ authorities: Authorities? = nil, identity: TLSIdentity? = nil, serverName: String? = nil) {
        self.authorities = authorities ?? Environment.value("SSL_CERT_FILE").map { .file(path: $0) } ?? .system
        self.identity = identity
        self.serverName = serverName
    }

    /// Whether the text may be a ``serverName``: it becomes a part of URLs, so it must be one of a host.
    package static func isServerName(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || (0x30...0x39).contains(byte)
                || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
    }
}
