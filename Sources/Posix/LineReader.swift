// SPDX-License-Identifier: Apache-2.0

/// Reads a file line by line, in memory that the longest line bounds.
package struct LineReader: ~Copyable {
    private static let chunkCount = 256 * 1024
    /// A line beyond this is no line of ours.
    private static let maximumLineCount = 128 * 1024 * 1024

    private let file: FileDescriptor
    private var chunk = [UInt8](repeating: 0, count: chunkCount)
    private var filled = 0
    private var position = 0

    package init(_ file: consuming FileDescriptor) { self.file = file }

    /// The next line without its end; nil at the end of the file.
    ///
    /// - Returns: `isWhole` is false for a last line that no line end follows.
    package mutating func next() throws(SystemError) -> (line: [UInt8], isWhole: Bool)? {
        var line: [UInt8] = []
        while true {
            if position == filled {
                filled = try file.read(into: &chunk)
                position = 0
                if filled == 0 { return line.isEmpty ? nil : (line, false) }
            }
            if let end = chunk[position..<filled].firstIndex(of: 0x0A) {
                line.append(contentsOf: chunk[position..<end])
                position = end + 1
                return (line, true)
            }
            line.append(contentsOf: chunk[position..<filled])
            position = filled
            guard line.count <= Self.maximumLineCount else { throw .tooLarge(file.path) }
        }
    }
}
