// SPDX-License-Identifier: Apache-2.0
import Cloud
import Posix
import Sealing

/// The files with the tokens of a unit, one token per line.
struct TokenFiles {
    /// The unit's, for messages.
    let path: String
    let files: [String]

    init(directory: String, _ manifest: Manifest, _ unit: Manifest.Unit) {
        files = manifest.files(of: unit).map { "\(directory)/\($0)" }
        let place = manifest.place(of: unit)
        path = "\(directory)/\(place.hasSuffix("/") ? String(place.dropLast()) : place)"
    }

    /// Hands over each token in turn.
    func read(_ visit: ([UInt8]) throws(SnapshotError) -> Void) throws(SnapshotError) {
        for file in files { try Self.read(file, visit) }
    }

    private static func read(
        _ path: String, _ visit: ([UInt8]) throws(SnapshotError) -> Void
    ) throws(SnapshotError) {
        var reader = try open(path)
        while let token = try next(&reader, path) { try visit(token) }
    }

    static func open(_ path: String) throws(SnapshotError) -> LineReader {
        do {
            return LineReader(try FileDescriptor.open(path, for: .read))
        } catch {
            throw error.isMissing ? .missingFile(path: path) : .unreadable(error)
        }
    }

    /// The next token of a file; nil behind the last.
    static func next(_ reader: inout LineReader, _ path: String) throws(SnapshotError) -> [UInt8]? {
        let next: (line: [UInt8], isWhole: Bool)?
        do {
            next = try reader.next()
        } catch {
            throw .unreadable(error)
        }
        guard let next else { return nil }
        guard next.isWhole else { throw .truncated(path: path) }
        return next.line
    }
}
