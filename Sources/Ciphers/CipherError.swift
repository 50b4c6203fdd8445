// SPDX-License-Identifier: Apache-2.0

/// OpenSSL refused an operation that its documentation says cannot fail with our arguments, or found padding that
/// cannot be right.
package enum CipherError: Error, Equatable {
    /// The named OpenSSL function returned failure: no memory, or an algorithm that this OpenSSL build does not offer.
    case openSSL(String)
    /// PKCS #7 padding (RFC 5652 §6.3) that no encryption makes.
    case padding
}
