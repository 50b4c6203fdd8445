// SPDX-License-Identifier: Apache-2.0
package import Ciphers
package import Compression

/// Why a token was not opened, or a key not taken.
package enum FernetError: Error, Equatable {
    /// Not the form of a Fernet token: alphabet, length, block count or version byte.
    case malformed
    /// The authentication code does not match: another key, or changed bytes.
    case notAuthentic
    /// Older than the time to live that the caller set.
    case expired
    /// Made more than a minute in the future of the caller's clock.
    case fromTheFuture
    /// A key that is not 32 bytes in base64url.
    case malformedKey
    case cipher(CipherError)
    /// Authentic, but not what its snapshot says of the compression.
    case compression(GzipError)
}
