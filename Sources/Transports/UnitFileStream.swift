// SPDX-License-Identifier: Apache-2.0
import Posix
import Sealing
import Synchronization

/// The records of a unit in one file, one per line.
final class UnitFileStream: RecordStream {
    private struct State: ~Copyable {
        var file: FileDescriptor?
    }

    private let path: String
    private let state: Mutex<State>

    init(_ path: String, keeping kept: KeptRecords) throws(SystemError) {
        self.path = path
        let file: FileDescriptor
        if kept == .none {
            try Directory.createWithParents(Directory.parent(of: path))
            file = try FileDescriptor.open(path, for: .createNew)
        } else {
            file = try FileDescriptor.open(path, for: .append)
            try file.truncate(to: kept.bytes + kept.count)
        }
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
