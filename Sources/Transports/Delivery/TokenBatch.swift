// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Posix

/// Tokens of one file that travel together, a line each.
struct TokenBatch: Sendable, Equatable {
    /// The place in the file of the first one.
    let first: Int
    let count: Int
    let lines: [UInt8]

    /// The same for the same lines of the same file, and for no others.
    func key(snapshot: String, file: String) -> String {
        var hash = SHA256()
        hash.update("\(snapshot)\n\(file)\n\(first)\n")
        hash.update(lines.span)
        return Hex.string(hash.finalize())
    }
}

/// Reads a file in batches, in memory that one of them bounds.
struct TokenBatches: ~Copyable {
    /// In bytes; a token that is larger travels alone.
    private static let limit = 4 * 1024 * 1024

    private let size: Int
    private var reader: LineReader
    private var next = 0
    /// A line that did not fit.
    private var left: [UInt8]?
    private var isAtEnd = false

    /// - Parameter size: tokens in a batch.
    init(of path: String, size: Int) throws(SystemError) {
        self.size = size
        reader = LineReader(try FileDescriptor.open(path, for: .read))
    }

    /// - Returns: nil behind the last one. An empty file is one empty batch.
    mutating func nextBatch() throws(SystemError) -> TokenBatch? {
        if isAtEnd { return nil }
        var lines: [UInt8] = []
        var count = 0
        while count < size {
            guard let line = try takeLine() else {
                isAtEnd = true
                break
            }
            if count > 0, lines.count + line.count >= Self.limit {
                left = line
                break
            }
            lines.append(contentsOf: line)
            lines.append(0x0A)
            count += 1
        }
        if count == 0, next > 0 { return nil }
        defer { next += count }
        return TokenBatch(first: next, count: count, lines: lines)
    }

    private mutating func takeLine() throws(SystemError) -> [UInt8]? {
        if let line = left.take() { return line }
        return try reader.next()?.line
    }
}
