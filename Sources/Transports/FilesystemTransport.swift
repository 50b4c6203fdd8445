// SPDX-License-Identifier: Apache-2.0
import Posix
import Sealing
import Synchronization

/// Keeps a snapshot in a directory, readable by this user alone:
///
///     <output directory>/<snapshot>/records/<unit>.fernet     one token per line
///                                   manifest.json
///                                   manifest.note
///
/// Until it is committed the directory is called `<snapshot>.partial`.
package final class FilesystemTransport: Transport {
    private let output: String
    private let snapshot: String
    private let hasBegun = Mutex(false)
    private let isResumed = Mutex(false)

    package init(outputDirectory: String, snapshot: String) {
        output = outputDirectory
        self.snapshot = snapshot
    }

    private var directory: String { "\(output)/\(snapshot)" }
    private var partial: String { "\(directory).partial" }

    package func begin() async throws(TransportError) {
        guard Directory.kind(of: directory) == nil, Directory.kind(of: partial) == nil else {
            throw .occupied(path: directory)
        }
        hasBegun.withLock { $0 = true }
        do {
            try Directory.createWithParents("\(partial)/records")
        } catch {
            throw .storage(error)
        }
    }

    package func resume(keeping known: Set<String>) async throws(TransportError) {
        guard Directory.kind(of: directory) == nil else { throw .occupied(path: directory) }
        do throws(SystemError) {
            // The journal comes first: a run may have ended before it made any place for records.
            try Directory.createWithParents("\(partial)/records")
            // A run that ended between these and the new name.
            for name in ["manifest.json", "manifest.note"] { try Directory.removeTree("\(partial)/\(name)") }
            _ = try prune("", keeping: Set(known.map { "\($0).fernet" }))
        } catch {
            throw .storage(error)
        }
        isResumed.withLock { $0 = true }
        hasBegun.withLock { $0 = true }
    }

    package func visit(
        _ path: String, _ kept: KeptRecords, _ visit: (_ token: [UInt8]) -> Void
    ) async throws(TransportError) -> Bool {
        if kept.count == 0 { return true }
        do throws(SystemError) {
            var lines = LineReader(try FileDescriptor.open(file(path), for: .read))
            for _ in 0..<kept.count {
                guard let (token, isWhole) = try lines.next(), isWhole else { return false }
                visit(token)
            }
            return true
        } catch {
            if error.isMissing { return false }
            throw .storage(error)
        }
    }

    package func open(_ path: String, keeping kept: KeptRecords) async throws(TransportError) -> any RecordStream {
        let full = file(path)
        do throws(SystemError) {
            if kept == .none {
                // What an earlier run has left of it.
                if isResumed.withLock({ $0 }) { try Directory.removeTree(full) }
                try Directory.createWithParents(Directory.parent(of: full))
                return FilesystemStream(try FileDescriptor.open(full, for: .createNew), path: full)
            }
            let file = try FileDescriptor.open(full, for: .append)
            try file.truncate(to: kept.bytes + kept.count)
            return FilesystemStream(file, path: full)
        } catch {
            throw .storage(error)
        }
    }

    /// Removes files of units that nobody remembers, and directories that are empty then.
    ///
    /// - Returns: whether nothing is left.
    private func prune(_ folder: String, keeping known: Set<String>) throws(SystemError) -> Bool {
        var isEmpty = true
        for entry in try Directory.entries(of: "\(partial)/records/\(folder)") {
            let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
            let isGone = entry.kind == .directory ? try prune(path, keeping: known) : !known.contains(path)
            if isGone { try Directory.removeTree("\(partial)/records/\(path)") } else { isEmpty = false }
        }
        return isEmpty
    }

    private func file(_ path: String) -> String { "\(partial)/records/\(path).fernet" }

    package func commit(manifest: [UInt8], note: [UInt8]) async throws(TransportError) -> String? {
        do throws(SystemError) {
            try DurableFile.write(manifest.span, to: "\(partial)/manifest.json")
            try DurableFile.write(note.span, to: "\(partial)/manifest.note")
            try DurableFile.move(partial, to: directory)
            return directory
        } catch {
            throw .storage(error)
        }
    }

    package func abandon() async {
        guard hasBegun.withLock({ $0 }) else { return }
        // What cannot be removed stays as `.partial`, which no reader takes for a snapshot.
        try? Directory.removeTree(partial)
    }
}

private final class FilesystemStream: RecordStream {
    private struct State: ~Copyable {
        var file: FileDescriptor?
    }

    private let path: String
    private let state: Mutex<State>

    init(_ file: consuming sending FileDescriptor, path: String) {
        self.path = path
        state = Mutex(State(file: file))
    }

    func append(_ records: [SealedRecord]) async throws(TransportError) {
        var lines: [UInt8] = []
        lines.reserveCapacity(records.reduce(0) { $0 + $1.token.count + 1 })
        for record in records {
            lines.append(contentsOf: record.token)
            lines.append(0x0A)
        }
        try state.withLock { (state) throws(TransportError) in
            guard state.file != nil else { throw .finished(path: path) }
            do throws(SystemError) {
                try state.file?.write(lines.span)
            } catch {
                throw .storage(error)
            }
        }
    }

    func synchronize() async throws(TransportError) {
        try state.withLock { (state) throws(TransportError) in
            do throws(SystemError) {
                try state.file?.synchronize()
                try Directory.synchronize(Directory.parent(of: path))
            } catch {
                throw .storage(error)
            }
        }
    }

    func finish() async throws(TransportError) {
        try state.withLock { (state) throws(TransportError) in
            guard let file = state.file.take() else { throw .finished(path: path) }
            do throws(SystemError) {
                try file.synchronize()
                try Directory.synchronize(Directory.parent(of: path))
            } catch {
                throw .storage(error)
            }
        }
    }
}
