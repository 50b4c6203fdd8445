// SPDX-License-Identifier: Apache-2.0

/// What is done with a record before it is sealed; sealed bytes cannot be made smaller.
///
/// A token's length shows how well its record can be compressed: whoever can write into a record, and sees the lengths of
/// many snapshots, may guess at what stands beside it.
package enum RecordCompression: String, Sendable, CaseIterable {
    case none
    /// One member per record, RFC 1952.
    case gzip
}
