// SPDX-License-Identifier: Apache-2.0
import Cloud
import Posix
import Sealing

/// The files with the tokens of a unit, one token per line.
struct TokenFiles {
    /// The unit's, for messages.
    let path: String
    private let files: [String]

    init(directory: String, _ manifest: Manifest, _ unit: Manifest.Unit) {
        files = manifest.files(of: unit).map { "\(directory)/\($0)" }
        path = manifest.storage.layout == .perUnit ? files[0] : "\(directory)/records/\(unit.unit.path)"
    }

    /// Hands over each token in turn.
    func read(_ visit: ([UInt8]) throws(SnapshotError) -> Void) throws(SnapshotError) {
        for file in files { try Self.read(file, visit) }
    }

    private static func read(
        _ path: String, _ visit: ([UInt8]) throws(SnapshotError) -> Void
    ) throws(SnapshotError) {
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
