// SPDX-License-Identifier: Apache-2.0
import JSON
package import Posix

extension AuditLog {
    /// Opens the log of a directory for writing, or starts one.
    ///
    /// The checkpoint must be signed by `verifier`, and what the tree needs to grow on must have the root that was
    /// signed for; all of the log is checked by ``LogVerifier`` only. What a crash left is put right: a cut-off last
    /// entry is removed, and an entry says so.
    ///
    /// - Throws: ``AuditError/locked(path:)``, ``AuditError/tampered(path:_:)``, ``AuditError/notDurable(_:)``,
    ///   ``AuditError/unreadable(_:)``.
    package static func open(
        directory: String, verifier: NoteVerifier, run: String, actor: String, clock: any WallClock
    ) throws(AuditError) -> AuditLog {
        let lock = try takeLock(of: directory)
        let reader = LogReader(directory: directory)
        let head = try reader.head(by: verifier)
        let edge = try reader.edge(of: head?.checkpoint ?? .empty(origin: verifier.name))
        let recovered = try recoverJournal(directory: directory, size: edge.size, reader: reader)
        let log = AuditLog(
            directory: directory, verifier: verifier, run: run, actor: actor, clock: clock, lock: lock,
            state: State(
                edge: edge, journal: recovered.journal, journalPath: recovered.path, pending: recovered.pending,
                head: head))
        if recovered.tornCount > 0 {
            _ = try log.record(
                "log.recover", .outcome, target: "journal", detail: ["dropped_bytes": JSONValue(recovered.tornCount)])
        }
        return log
    }

    private static func takeLock(of directory: String) throws(AuditError) -> FileDescriptor {
        do throws(SystemError) {
            try Directory.createWithParents("\(directory)/journal")
            let lock = try FileDescriptor.open("\(directory)/lock", for: .append)
            if try lock.tryLock() { return lock }
        } catch {
            throw .notDurable(error)
        }
        throw .locked(path: directory)
    }

    private struct Recovery: ~Copyable {
        var journal: AuditJournal
        let path: String
        let pending: [[UInt8]]
        let tornCount: Int
    }

    /// The journal of a crashed run may begin before the checkpoint: the crash came between the checkpoint and the
    /// removal of the journal. What the checkpoint covers already must be in the tree, byte for byte.
    private static func recoverJournal(
        directory: String, size: UInt64, reader: LogReader
    ) throws(AuditError) -> Recovery {
        let folder = "\(directory)/journal"
        let names: [String]
        do {
            names = try Directory.entries(of: folder).map(\.name)
        } catch {
            throw .unreadable(error)
        }
        var pending: [[UInt8]] = []
        var soundCount = 0
        var tornCount = 0
        for name in names {
            let path = "journal/\(name)"
            guard let first = UInt64(name), String(first) == name, first <= size else {
                throw .tampered(path: path, .wrongSize)
            }
            // All entries of a run, until its end seals them: what was written must be read, however much it is.
            let contents = try reader.journal(path, limit: .max)
            if first == size {
                pending = contents.entries
                soundCount = contents.soundCount
                tornCount = contents.tornCount
                continue
            }
            guard first + UInt64(contents.entries.count) == size else { throw .tampered(path: path, .wrongSize) }
            for (offset, entry) in contents.entries.enumerated() {
                guard try reader.entry(at: first + UInt64(offset), size: size) == entry else {
                    throw .tampered(path: path, .hashMismatch)
                }
            }
        }
        let path = "\(folder)/\(size)"
        do {
            let journal = try AuditJournal.open(path: path, size: soundCount)
            for name in names where name != String(size) { try DurableFile.remove("\(folder)/\(name)") }
            return Recovery(journal: journal, path: path, pending: pending, tornCount: tornCount)
        } catch {
            throw .notDurable(error)
        }
    }
}
