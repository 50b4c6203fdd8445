// SPDX-License-Identifier: Apache-2.0
package import Posix
package import Sealing

/// Why a destination did not take what it was given.
package enum TransportError: Error, Equatable {
    case storage(SystemError)
    /// A snapshot of this id is there already.
    case occupied(path: String)
    /// A stream got records after it was finished.
    case finished(path: String)
}

/// Takes the sealed records of one snapshot to where they are kept.
///
/// A snapshot becomes visible as a whole, by ``commit(manifest:note:)``, or not at all. Streams of different units are
/// used at the same time; each stream by one task only.
package protocol Transport: Sendable {
    /// Makes ready for the snapshot; the first call.
    func begin() async throws(TransportError)
    /// Opens the stream of a unit, named by its path, `aws/123456789012/us-east-1/ec2/instance`. Once per unit.
    func open(_ path: String) async throws(TransportError) -> any RecordStream
    /// Makes the snapshot durable and visible; every stream is finished. The last call.
    ///
    /// - Returns: where it is, for people; nil where nothing is kept.
    func commit(manifest: [UInt8], note: [UInt8]) async throws(TransportError) -> String?
    /// Removes what was taken so far. Also after ``begin()`` or ``commit(manifest:note:)`` failed.
    func abandon() async
}

/// The records of one unit, in their order.
package protocol RecordStream: AnyObject, Sendable {
    func append(_ records: [SealedRecord]) async throws(TransportError)
    /// Waits until the records are durable; once. After that the stream takes no more.
    func finish() async throws(TransportError)
}
