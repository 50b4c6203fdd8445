// SPDX-License-Identifier: Apache-2.0
package import Posix
package import Sealing

/// Why a destination did not take what it was given.
package enum TransportError: Error, Equatable {
    case storage(SystemError)
    /// A snapshot of this id is there already.
    case occupied(path: String)
    /// There is nothing to go on with.
    case missing(path: String)
    /// A stream got records after it was finished.
    case finished(path: String)
}

/// The first records of a unit.
package struct KeptRecords: Sendable, Equatable {
    package let count: Int
    /// Of their tokens, without line ends.
    package let bytes: Int

    package static let none = KeptRecords(count: 0, bytes: 0)

    package init(count: Int, bytes: Int) {
        self.count = count
        self.bytes = bytes
    }
}

/// Takes the sealed records of one snapshot to where they are kept.
///
/// A snapshot becomes visible as a whole, by ``commit(manifest:note:)``, or not at all. Streams of different units are
/// used at the same time; each stream by one task only.
package protocol Transport: Sendable {
    /// Makes ready for a new snapshot; the first call.
    func begin() async throws(TransportError)
    /// Instead of ``begin()``: goes on with a snapshot that was neither committed nor abandoned.
    ///
    /// - Parameter known: the paths of units of which something is remembered; what there is of others is removed.
    func resume(keeping known: Set<String>) async throws(TransportError)
    /// Hands over the first records of a unit, as they were taken before ``resume()``.
    ///
    /// - Returns: false when they are not all there.
    func visit(_ path: String, _ kept: KeptRecords, _ visit: (_ token: [UInt8]) -> Void) async throws(TransportError)
        -> Bool
    /// Opens the stream of a unit, named by its path, `aws/123456789012/us-east-1/ec2/instance`. Once per unit.
    ///
    /// - Parameter kept: what stays of an earlier stream of the unit; whatever came behind it is removed.
    func open(_ path: String, keeping kept: KeptRecords) async throws(TransportError) -> any RecordStream
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
    /// Waits until the records so far are durable.
    func synchronize() async throws(TransportError)
    /// Waits until the records are durable; once. After that the stream takes no more.
    func finish() async throws(TransportError)
}
