// SPDX-License-Identifier: Apache-2.0
import Posix
package import Sealing
import Synchronization

/// Keeps a snapshot in a directory, readable by this user alone:
///
///     <output directory>/<snapshot>/records/<unit>.fernet     one token per line
///                                   manifest.json
///                                   manifest.note
///
/// or with a file per record, see ``RecordLayout``. Until it is committed the directory is called `<snapshot>.partial`.
package final class FilesystemTransport: Transport {
    private let output: String
    private let snapshot: String
    private let layout: RecordLayout
    private let hasBegun = Mutex(false)
    private let isResumed = Mutex(false)

    package init(outputDirectory: String, snapshot: String, layout: RecordLayout = .perUnit) {
        output = outputDirectory
        self.snapshot = snapshot
        self.layout = layout
    }

    private var directory: String { "\(output)/\(snapshot)" }
    /// What the directory is called until it is committed.
    package var partial: String { "\(directory).partial" }

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
            _ = try prune("", keeping: layout == .perUnit ? Set(known.map { "\($0).fernet" }) : known)
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
            var left = kept.count
            for file in layout.files(ofUnit: path, records: kept.count) {
                var lines = LineReader(try FileDescriptor.open("\(partial)/records/\(file)", for: .read))
                while left > 0, let (token, isWhole) = try lines.next() {
                    guard isWhole else { return false }
                    visit(token)
                    left -= 1
                }
            }
            return left == 0
        } catch {
            if error.isMissing { return false }
            throw .storage(error)
        }
    }

    package func open(_ path: String, keeping kept: KeptRecords) async throws(TransportError) -> any RecordStream {
        do throws(SystemError) {
            // What an earlier run has left of it.
            let isAnew = kept == .none && isResumed.withLock { $0 }
            switch layout {
            case .perUnit:
                let file = "\(partial)/records/\(path).fernet"
                if isAnew { try Directory.removeTree(file) }
                return try UnitFileStream(file, keeping: kept)
            case .perRecord:
                let folder = "\(partial)/records/\(path)"
                if isAnew { try Directory.removeTree(folder) }
                return try RecordFilesStream(folder, keeping: kept)
            }
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
            if known.contains(path) {
                isEmpty = false
                continue
            }
            let isGone = entry.kind == .directory ? try prune(path, keeping: known) : true
            if isGone { try Directory.removeTree("\(partial)/records/\(path)") } else { isEmpty = false }
        }
        return isEmpty
    }

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
