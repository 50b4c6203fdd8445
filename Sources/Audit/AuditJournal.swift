// SPDX-License-Identifier: Apache-2.0
import Posix

/// The entries that no checkpoint covers yet, durable in `journal/<index of the first>`.
///
/// A frame is `u32be length || leaf hash [32] || entry`. A frame that a crash cut off is the last one; anything wrong
/// before it is tampering.
struct AuditJournal: ~Copyable, Sendable {
    private static let headerCount = 4 + 32

    /// What a journal file holds.
    struct Contents: Equatable {
        var entries: [[UInt8]] = []
        /// Bytes that are whole frames.
        var soundCount = 0
        /// Bytes of a cut-off last frame.
        var tornCount = 0
    }

    private let file: FileDescriptor
    private(set) var size: Int

    /// - Parameter size: bytes of whole frames; anything behind them is cut off.
    static func open(path: String, size: Int) throws(SystemError) -> AuditJournal {
        let file = try FileDescriptor.open(path, for: .append)
        if try file.size() != size {
            try file.truncate(to: size)
            try file.synchronize()
        }
        try Directory.synchronize(Directory.parent(of: path))
        return AuditJournal(file: file, size: size)
    }

    private init(file: consuming FileDescriptor, size: Int) {
        self.file = file
        self.size = size
    }

    /// Appends entries and waits until they are on stable storage.
    mutating func append(_ entry: [UInt8]) throws(SystemError) {
        var frame: [UInt8] = []
        for shift in stride(from: 24, through: 0, by: -8) {
            frame.append(UInt8(truncatingIfNeeded: entry.count >> shift))
        }
        frame.append(contentsOf: MerkleHash.leaf(entry).bytes)
        frame.append(contentsOf: entry)
        try file.write(frame.span)
        try file.synchronize()
        size += frame.count
    }

    static func contents(of bytes: [UInt8]) throws(TamperEvidence) -> Contents {
        var contents = Contents()
        var position = 0
        while position < bytes.count {
            // Some file systems show zeros where a crash kept the length and lost the bytes.
            if bytes[position...].allSatisfy({ $0 == 0 }) { break }
            guard let (entry, isIntact) = try frame(bytes, at: position) else { break }
            guard isIntact else {
                // A torn write may have made the file longer before its bytes arrived.
                if position + headerCount + entry.count == bytes.count { break }
                throw .hashMismatch
            }
            contents.entries.append(entry)
            position += headerCount + entry.count
            contents.soundCount = position
        }
        contents.tornCount = bytes.count - contents.soundCount
        // A crash cuts off the last frame only: a whole one behind the break means that somebody was here.
        guard
            !(contents.soundCount..<bytes.count).dropFirst().contains(where: {
                (try? frame(bytes, at: $0))?.isIntact == true
            })
        else {
            throw .malformed
        }
        return contents
    }

    /// The entry of the frame that begins at a position, and whether its hash holds; nil where the bytes end before the
    /// frame does.
    private static func frame(
        _ bytes: [UInt8], at position: Int
    ) throws(TamperEvidence) -> (entry: [UInt8], isIntact: Bool)? {
        let rest = bytes.count - position
        guard rest >= headerCount else { return nil }
        let count = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
        guard count <= EntryBundle.maximumEntryCount else { throw .malformed }
        guard rest >= headerCount + count else { return nil }
        let entry = Array(bytes[position + headerCount..<position + headerCount + count])
        return (entry, MerkleHash.leaf(entry).bytes == Array(bytes[position + 4..<position + headerCount]))
    }
}
