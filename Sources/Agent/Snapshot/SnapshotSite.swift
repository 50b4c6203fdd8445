// SPDX-License-Identifier: Apache-2.0
import Posix
import Sealing
import Snapshot
import Transports

/// Where a snapshot is put together, and what remembers how far it has got.
struct SnapshotSite: Sendable {
    let transport: any Transport
    /// Nil where nothing is kept that could be gone on with.
    let journalPath: String?

    init(_ settings: TransportSettings, _ snapshot: SnapshotID) {
        if let directory = settings.directory {
            transport = FilesystemTransport(
                outputDirectory: directory, snapshot: snapshot.text, layout: settings.layout)
            journalPath = UnfinishedSnapshots(directory: directory).journal(of: snapshot)
        } else {
            transport = NullTransport()
            journalPath = nil
        }
    }

    /// What an earlier run has left.
    func reopen(
        _ header: JournalHeader, _ ring: KeyRing, _ clock: any WallClock
    ) throws(AgentError) -> OpenSnapshot {
        guard let journalPath else { throw .journal(.missing(path: "null")) }
        do {
            let (journal, journaled) = try SnapshotJournal.reopen(
                journalPath, expecting: header, ring: ring, clock: clock)
            return OpenSnapshot(
                header: journaled.header, key: journaled.key, transport: transport, journal: journal,
                earlier: journaled)
        } catch {
            throw .journal(error)
        }
    }

    func begin(
        _ header: JournalHeader, _ key: FernetKey, _ clock: any WallClock
    ) async throws(AgentError) -> OpenSnapshot {
        let journal: SnapshotJournal?
        do throws(JournalError) {
            journal = try journalPath.map { (path) throws(JournalError) in
                try SnapshotJournal.create(path, header, key: key, clock: clock)
            }
        } catch {
            throw .journal(error)
        }
        let open = OpenSnapshot(header: header, key: key, transport: transport, journal: journal, earlier: nil)
        do throws(TransportError) {
            try await transport.begin()
            return open
        } catch {
            await open.leave()
            throw .transport(error)
        }
    }
}

/// A snapshot that is being put together.
struct OpenSnapshot: Sendable {
    let header: JournalHeader
    /// Of the ring.
    let key: FernetKey
    let transport: any Transport
    let journal: SnapshotJournal?
    /// What an earlier run has left of it.
    let earlier: JournaledSnapshot?

    /// Somebody can go on with it.
    var isResumable: Bool { earlier != nil || journal?.hasUnits == true }

    /// What nobody could go on with is removed.
    func leave() async {
        guard !isResumable else { return }
        await transport.abandon()
        // What cannot be removed is a journal without a unit, which is gone on with as if from the start.
        try? journal?.remove()
    }
}
