// SPDX-License-Identifier: Apache-2.0
import Posix

/// A file with one token per line.
enum TokenFile {
    /// Hands over each token in turn.
    static func read(_ path: String, _ visit: ([UInt8]) throws(SnapshotError) -> Void) throws(SnapshotError) {
        var reader: LineReader
        do {
            reader = LineReader(try FileDescriptor.open(path, for: .read))
        } catch {
            throw error.isMissing ? .missingFile(path: path) : .unreadable(error)
        }
        while let (line, isWhole) = try next(&reader) {
            guard isWhole else { throw .truncated(path: path) }
            try visit(line)
        }
    }

    private static func next(_ reader: inout LineReader) throws(SnapshotError) -> (line: [UInt8], isWhole: Bool)? {
        do {
            return try reader.next()
        } catch {
            throw .unreadable(error)
        }
    }
}
