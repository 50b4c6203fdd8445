// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Sealing
import Secrets

/// Reads a journal as far as it was written.
enum JournalReader {
    /// - Returns: `size` is that of the lines that are whole, in bytes.
    static func read(
        _ path: String, ring: KeyRing, snapshot: SnapshotID
    ) throws(JournalError) -> (journaled: JournaledSnapshot, size: Int) {
        var lines = try open(path)
        let id = try keyID(&lines, path)
        guard let key = ring.key(id: id) else { throw .unknownKey(id: id) }
        var fernet = try fernet(key, snapshot)
        var size = "\(JournalHeader.schema) \(id)\n".utf8.count
        var number = 1
        var journaled: JournaledSnapshot?
        while let token = try line(&lines) {
            number += 1
            size += token.count + 1
            guard let entry = entry(token, &fernet) else { throw .damaged(path: path, line: number) }
            if journaled == nil {
                guard let header = JournalHeader(entry) else { throw .damaged(path: path, line: number) }
                journaled = JournaledSnapshot(header: header, key: key)
            } else if journaled?.add(entry) == false {
                throw .damaged(path: path, line: number)
            }
        }
        guard let journaled, journaled.header.snapshot == snapshot else { throw .damaged(path: path, line: 2) }
        return (journaled, size)
    }

    /// Which key of the ring a journal is sealed under.
    static func keyID(of path: String) throws(JournalError) -> String {
        var lines = try open(path)
        return try keyID(&lines, path)
    }

    private static func keyID(_ lines: inout LineReader, _ path: String) throws(JournalError) -> String {
        guard let first = try line(&lines), let text = String(validating: first, as: UTF8.self),
            text.hasPrefix("\(JournalHeader.schema) ")
        else { throw .damaged(path: path, line: 1) }
        return String(text.dropFirst(JournalHeader.schema.count + 1))
    }

    private static func open(_ path: String) throws(JournalError) -> LineReader {
        do {
            return LineReader(try FileDescriptor.open(path, for: .read))
        } catch {
            throw error.isMissing ? .missing(path: path) : .storage(error)
        }
    }

    private static func fernet(_ key: FernetKey, _ snapshot: SnapshotID) throws(JournalError) -> Fernet {
        do {
            return try key.derived(forJournalOf: snapshot.text).fernet()
        } catch {
            throw .unknownKey(id: key.id)
        }
    }

    private static func entry(_ token: [UInt8], _ fernet: inout Fernet) -> JSONValue? {
        guard let plaintext = try? fernet.decrypt(token.span) else { return nil }
        return plaintext.withBytes { try? JSONValue(parsing: $0) }
    }

    /// The next line that is whole; nil behind the last.
    private static func line(_ lines: inout LineReader) throws(JournalError) -> [UInt8]? {
        do {
            guard let (line, isWhole) = try lines.next(), isWhole else { return nil }
            return line
        } catch {
            throw .storage(error)
        }
    }
}
