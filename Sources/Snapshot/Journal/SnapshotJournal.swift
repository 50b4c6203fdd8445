// SPDX-License-Identifier: Apache-2.0
package import JSON
package import Posix
package import Sealing
import Synchronization

/// Remembers how far a snapshot has got, so that it can be gone on with after a crash. Its file stands beside the
/// snapshot's directory for as long as the snapshot is not closed:
///
///     cloud-extractor/journal/v1 <id of the ring's key>
///     <a Fernet token per entry, under a key derived for this journal>
///
/// An entry is written when what it tells of is on stable storage, never before. A line without an end is one that was
/// being written, and tells nothing. The file is locked for as long as somebody writes to it.
package final class SnapshotJournal: Sendable {
    private struct State: ~Copyable {
        let file: FileDescriptor
        var sealer: Sealer
        /// Of the lines that are whole, in bytes.
        var size: Int
        var hasUnits = false
    }

    private let path: String
    private let clock: any WallClock
    private let state: Mutex<State>

    private init(
        _ file: consuming sending FileDescriptor, _ path: String, _ sealer: consuming sending Sealer,
        clock: any WallClock, size: Int
    ) {
        self.path = path
        self.clock = clock
        state = Mutex(State(file: file, sealer: sealer, size: size))
    }

    /// Begins the journal of a new snapshot.
    ///
    /// - Parameter key: of the ring.
    package static func create(
        _ path: String, _ header: JournalHeader, key: FernetKey, clock: any WallClock
    ) throws(JournalError) -> SnapshotJournal {
        let sealer = try sealer(key, header.snapshot)
        do throws(SystemError) {
            try Directory.createWithParents(Directory.parent(of: path))
            // It has its name only with its header.
            let temporary = DurableFile.temporaryPath(for: path)
            let file = try FileDescriptor.open(temporary, for: .createNew)
            _ = try file.tryLock()
            let first = Array("\(JournalHeader.schema) \(key.id)\n".utf8)
            do {
                try file.write(first.span)
                let journal = SnapshotJournal(file, path, sealer, clock: clock, size: first.count)
                try journal.write(header.json)
                try journal.synchronize()
                try DurableFile.move(temporary, to: path)
                return journal
            } catch {
                try? DurableFile.remove(temporary)
                throw error
            }
        } catch {
            throw .storage(error)
        }
    }

    /// Goes on with the journal of a snapshot that was not closed.
    ///
    /// - Parameter now: what it would go on with.
    package static func reopen(
        _ path: String, expecting now: JournalHeader, ring: KeyRing, clock: any WallClock
    ) throws(JournalError) -> (SnapshotJournal, JournaledSnapshot) {
        guard Directory.kind(of: path) != nil else { throw .missing(path: path) }
        let file = try locked(path)
        let (journaled, size) = try JournalReader.read(path, ring: ring, snapshot: now.snapshot)
        if let what = journaled.header.difference(from: now) { throw .changed(path: path, what: what) }
        do throws(SystemError) {
            try file.truncate(to: size)
        } catch {
            throw .storage(error)
        }
        let journal = SnapshotJournal(
            file, path, try sealer(journaled.key, now.snapshot), clock: clock, size: size)
        do throws(SystemError) {
            try journal.write(["resumed": .string(clock.now().rfc3339)])
        } catch {
            throw .storage(error)
        }
        return (journal, journaled)
    }

    private static func locked(_ path: String) throws(JournalError) -> FileDescriptor {
        let isLocked: Bool
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, for: .append)
        } catch {
            throw .storage(error)
        }
        do {
            isLocked = try file.tryLock()
        } catch {
            throw .storage(error)
        }
        guard isLocked else { throw .inUse(path: path) }
        return file
    }

    private static func sealer(_ key: FernetKey, _ snapshot: SnapshotID) throws(JournalError) -> Sealer {
        do {
            return try Sealer(key: try key.derived(forJournalOf: snapshot.text))
        } catch {
            throw .unknownKey(id: key.id)
        }
    }

    /// Which key of the ring a journal, and what lies beside it, is sealed under.
    package static func keyID(of path: String) throws(JournalError) -> String { try JournalReader.keyID(of: path) }

    /// Whether there is anything that could be gone on with.
    package var hasUnits: Bool { state.withLock { $0.hasUnits } }

    /// Notes sessions that units will name, behind those that were noted before.
    package func note(_ sessions: [Manifest.Session]) throws(SystemError) {
        try write(["sessions": .array(sessions.map(\.json))])
    }

    /// Notes how far a unit has got.
    ///
    /// - Parameter cursor: where its listing goes on; nil if it has ended.
    package func note(_ unit: Manifest.Unit, cursor: JSONValue?) throws(SystemError) {
        var entry: JSONObject = ["unit": unit.json]
        if let cursor { entry["cursor"] = cursor }
        try write(.object(entry))
        try synchronize()
        state.withLock { $0.hasUnits = true }
    }

    /// Once the snapshot is closed, or given up.
    package func remove() throws(SystemError) {
        do {
            try DurableFile.remove(path)
        } catch {
            // Somebody saw that the snapshot is closed.
            if !error.isMissing { throw error }
        }
    }

    private func synchronize() throws(SystemError) {
        try state.withLock { (state) throws(SystemError) in try state.file.synchronize() }
    }

    private func write(_ entry: JSONValue) throws(SystemError) {
        let plaintext = entry.canonical
        let now = clock.now()
        try state.withLock { (state) throws(SystemError) in
            let sealed: SealedRecord
            do {
                sealed = try state.sealer.seal(plaintext.span, at: now)
            } catch {
                throw SystemError(call: "seal", path: path, code: 0)
            }
            let line = sealed.token + [0x0A]
            do throws(SystemError) {
                try state.file.write(line.span)
                state.size += line.count
            } catch {
                // A full disk takes half a line, and the next one must not stand behind it.
                try state.file.truncate(to: state.size)
                throw error
            }
        }
    }
}
