// SPDX-License-Identifier: Apache-2.0
package import JSON
import Posix
import Synchronization

/// The audit log of one directory: a transparency log in the layout of https://c2sp.org/tlog-tiles, with one writer.
///
///     checkpoint           signed note over size and root
///     tile/…               hash tiles and entry bundles
///     journal/<index>      entries that the checkpoint does not cover yet
///     lock                 held by the writer
///
/// An entry is durable in the journal before ``authorize(_:target:detail:)`` returns. Signing needs the key, and the
/// key may be behind an effect that must be logged first (the login to Vault), so entries wait in the journal until
/// ``seal()``; a run that never gets the key leaves them to the next one.
package final class AuditLog: Sendable {
    struct State: ~Copyable {
        var edge: TileEdge
        var journal: AuditJournal
        var journalPath: String
        /// Entries of the journal, not in `edge` yet.
        var pending: [[UInt8]]
        var signer: NoteSignerBox?
        /// What `edge` was signed as; nil for a log that never was.
        var head: LogHead?
        var isClosed = false
    }

    package let directory: String
    package let verifier: NoteVerifier
    private let run: String
    private let actor: String
    private let clock: any WallClock
    private let lock: FileDescriptor
    private let state: Mutex<State>

    init(
        directory: String, verifier: NoteVerifier, run: String, actor: String, clock: any WallClock,
        lock: consuming FileDescriptor, state: consuming sending State
    ) {
        self.directory = directory
        self.verifier = verifier
        self.run = run
        self.actor = actor
        self.clock = clock
        self.lock = lock
        self.state = Mutex(state)
    }

    /// Announces an effect. It may happen once this has returned, and not otherwise.
    ///
    /// - Throws: ``AuditError/notDurable(_:)``, ``AuditError/closed``.
    package func authorize<Effect: AuditedEffect>(
        _ effect: Effect.Type, target: String, detail: JSONObject = JSONObject()
    ) throws(AuditError) -> Receipt<Effect> {
        Receipt(index: try record(Effect.action, .intent, target: target, detail: detail), target: target)
    }

    /// Says how an effect ended.
    package func conclude<Effect: AuditedEffect>(
        _ effect: Effect.Type, target: String, detail: JSONObject
    ) throws(AuditError) {
        _ = try record(Effect.action, .outcome, target: target, detail: detail)
    }

    func record(
        _ action: String, _ phase: AuditEntry.Phase, target: String, detail: JSONObject
    ) throws(AuditError) -> UInt64 {
        let entry = AuditEntry(
            time: clock.now(), run: run, actor: actor, action: action, phase: phase, target: target, detail: detail)
        let bytes = entry.bytes
        guard bytes.count <= EntryBundle.maximumEntryCount else { throw .entryTooLarge(bytes: bytes.count) }
        return try state.withLock { (state) throws(AuditError) -> UInt64 in
            guard !state.isClosed else { throw .closed }
            do throws(SystemError) {
                try state.journal.append(bytes)
            } catch {
                // After a failed fsync(2) nobody knows what the file holds.
                state.isClosed = true
                throw .notDurable(error)
            }
            state.pending.append(bytes)
            return state.edge.size + UInt64(state.pending.count) - 1
        }
    }

    /// Gives the log the key that it seals with.
    ///
    /// - Parameter previous: the key that it follows, for as long as both sign.
    /// - Throws: ``AuditError/wrongKey`` where neither is the key of this log.
    package func adopt(
        _ signer: consuming NoteSigner, previous: consuming NoteSigner? = nil
    ) throws(AuditError) {
        let isKnown = signer.verifier == verifier
        let box: NoteSignerBox
        if let previous {
            guard isKnown || previous.verifier == verifier, signer.verifier.name == previous.verifier.name else {
                throw .wrongKey
            }
            box = NoteSignerBox(signer, previous: NoteSignerBox(previous))
        } else {
            guard isKnown else { throw .wrongKey }
            box = NoteSignerBox(signer)
        }
        state.withLock { $0.signer = box }
    }

    /// Signs a text with the log's key.
    ///
    /// - Throws: ``AuditError/noKey``
    package func sign(_ text: String) throws(AuditError) -> SignedNote {
        guard let box = state.withLock({ $0.signer }) else { throw .noKey }
        return box.sign(text)
    }

    /// The log's signed checkpoint as this writer knows it, whatever its directory has come to hold since.
    package var head: LogHead? { state.withLock { $0.head } }

    /// Takes the key back: nothing is signed any more, as of a log that was found not to go on from what it was.
    package func dropKey() { state.withLock { $0.signer = nil } }

    /// Moves the journal's entries into the tree and signs a checkpoint over it. A log without new entries is left as
    /// it is; without a key the entries stay in the journal.
    ///
    /// - Returns: nil without a key.
    @discardableResult
    package func seal() throws(AuditError) -> Checkpoint? {
        try state.withLock { (state) throws(AuditError) -> Checkpoint? in
            guard !state.isClosed else { throw .closed }
            guard let box = state.signer else { return nil }
            do throws(SystemError) {
                return try seal(&state, with: box)
            } catch {
                state.isClosed = true
                throw .notDurable(error)
            }
        }
    }

    /// Tiles, then checkpoint, then a new journal: whatever a crash leaves of that, the next ``open`` can finish.
    private func seal(
        _ state: inout State, with signer: NoteSignerBox
    ) throws(SystemError) -> Checkpoint {
        let obsolete = state.edge.partials
        var edge = state.edge
        var files: [TileEdge.File] = []
        for entry in state.pending { files += edge.append(entry) }
        let checkpoint = Checkpoint(origin: verifier.name, size: edge.size, root: edge.root)
        if state.pending.isEmpty { return checkpoint }
        // Without it the tiles of a first seal that a crash cut short would look like a log whose checkpoint was taken.
        if state.edge.size == 0 {
            let start = Checkpoint(origin: verifier.name, size: 0, root: .empty)
            try write(signer.sign(start.text).bytes, to: "checkpoint")
        }
        for file in files + edge.partials { try write(file.bytes, to: file.tile.path) }
        let note = signer.sign(checkpoint.text).bytes
        try write(note, to: "checkpoint")
        let journalPath = "\(directory)/journal/\(edge.size)"
        state.journal = try AuditJournal.open(path: journalPath, size: 0)
        try DurableFile.remove(state.journalPath)
        state.journalPath = journalPath
        state.edge = edge
        state.head = LogHead(checkpoint: checkpoint, note: note)
        state.pending = []
        for file in obsolete where !edge.partials.contains(where: { $0.tile == file.tile }) {
            try DurableFile.remove("\(directory)/\(file.tile.path)")
        }
        return checkpoint
    }

    private func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
        let full = "\(directory)/\(path)"
        try Directory.createWithParents(Directory.parent(of: full))
        try DurableFile.write(bytes.span, to: full)
    }
}
