// SPDX-License-Identifier: Apache-2.0
package import Secrets

/// A client certificate and its private key, both PEM.
package enum TLSIdentity: Sendable {
    case files(certificate: String, key: String)
    case bytes(certificate: [UInt8], key: SharedSecret)
}
