// SPDX-License-Identifier: Apache-2.0

/// Why bytes were not compressed, or not opened.
package enum GzipError: Error, Equatable {
    /// Not one whole gzip member, or one whose checksum or length is wrong.
    case malformed
    /// It would open to more than the caller takes.
    case tooLarge(limit: Int)
    /// zlib has no memory.
    case unavailable
}
