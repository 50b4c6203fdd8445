// SPDX-License-Identifier: Apache-2.0
import Posix
package import Snapshot

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

    /// Sorted by their time.
    package func all() throws(AgentError) -> [SnapshotID] {
        try SnapshotID.all(in: directory, suffix: Self.suffix)
    }

    /// Where a snapshot is that was closed after all: a run may end between its new name and the end of its journal.
    package func closed(_ snapshot: SnapshotID) throws(AgentError) -> String? {
        let path = "\(directory)/\(snapshot)"
        guard Directory.kind(of: path) == .directory else { return nil }
        do throws(SystemError) {
            if Directory.kind(of: journal(of: snapshot)) != nil { try DurableFile.remove(journal(of: snapshot)) }
        } catch {
            throw .output(error)
        }
        return path
    }
}
