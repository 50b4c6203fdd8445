// SPDX-License-Identifier: Apache-2.0
import Posix
package import Snapshot
import Transports

/// The snapshots of an output directory that were begun and not closed, by their journals.
package struct UnfinishedSnapshots: Sendable {
    private static let suffix = ".journal"

    private let directory: String

    init(directory: String) { self.directory = directory }

    /// - Returns: nil where nothing is kept.
    package init?(_ configuration: AgentConfiguration) {
        guard let directory = configuration.transport.directory else { return nil }
        self.init(directory: directory)
    }

    func journal(of snapshot: SnapshotID) -> String { "\(directory)/\(snapshot)\(Self.suffix)" }

    /// Whether somebody can go on with it.
    func holds(_ snapshot: SnapshotID) -> Bool { Directory.kind(of: journal(of: snapshot)) != nil }

    /// Sorted by their time.
    package func all() throws(AgentError) -> [SnapshotID] {
        try SnapshotID.all(in: directory, suffix: Self.suffix)
    }

    /// Where a snapshot is that was closed after all: a run may end between its new name and the end of its journal.
    package func closed(_ snapshot: SnapshotID) -> String? {
        let path = "\(directory)/\(snapshot)"
        return Directory.kind(of: path) == .directory ? path : nil
    }

    /// Nobody has to go on with it: it is closed, and verified.
    ///
    /// - Returns: the places that it is still to be taken to.
    package func forget(_ snapshot: VerifiedSnapshot) throws(AgentError) -> [String] {
        let id = snapshot.manifest.snapshot
        do throws(SystemError) {
            if Directory.kind(of: journal(of: id)) != nil { try DurableFile.remove(journal(of: id)) }
            return try DeliveryRecord.read(in: directory, id.text)?.outstanding ?? []
        } catch {
            throw .output(error)
        }
    }
}
