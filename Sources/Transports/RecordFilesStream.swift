// SPDX-License-Identifier: Apache-2.0
import Posix
import Sealing
import Synchronization

/// The records of a unit in a directory, a file for each.
final class RecordFilesStream: RecordStream {
    private struct State {
        var next: Int
        /// Written, and perhaps not yet on stable storage.
        var fresh: [String] = []
        var isFinished = false
    }

    /// So many names are remembered, however many records there are between two pages.
    private static let most = 1000

    private let folder: String
    private let state: Mutex<State>

    init(_ folder: String, keeping kept: KeptRecords) throws(SystemError) {
        self.folder = folder
        if Directory.kind(of: folder) != nil {
            let known = RecordLayout.name(kept.count)
            for entry in try Directory.entries(of: folder) where entry.name >= known {
                try DurableFile.remove("\(folder)/\(entry.name)")
            }
        }
        state = Mutex(State(next: kept.count))
    }

    func append(_ records: [SealedRecord]) async throws(TransportError) {
        try state.withLock { (state) throws(TransportError) in
            if state.isFinished { throw .finished(path: folder) }
            do throws(SystemError) {
                if state.next == 0, !records.isEmpty { try Directory.createWithParents(folder) }
                for record in records {
                    let path = "\(folder)/\(RecordLayout.name(state.next))"
                    let file = try FileDescriptor.open(path, for: .createNew)
                    try file.write((record.token + [0x0A]).span)
                    state.fresh.append(path)
                    state.next += 1
                    if state.fresh.count >= Self.most { try synchronize(&state) }
                }
            } catch {
                throw .storage(error)
            }
        }
    }

    func synchronize() async throws(TransportError) {
        try state.withLock { (state) throws(TransportError) in
            do throws(SystemError) {
                try synchronize(&state)
            } catch {
                throw .storage(error)
            }
        }
    }

    private func synchronize(_ state: inout State) throws(SystemError) {
        for path in state.fresh { try FileDescriptor.open(path, for: .append).synchronize() }
        if !state.fresh.isEmpty {
            try Directory.synchronize(folder)
            try Directory.synchronize(Directory.parent(of: folder))
        }
        state.fresh = []
    }

    func finish() async throws(TransportError) {
        try await synchronize()
        try state.withLock { (state) throws(TransportError) in
            if state.isFinished { throw .finished(path: folder) }
            state.isFinished = true
        }
    }
}
