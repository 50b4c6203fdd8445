// SPDX-License-Identifier: Apache-2.0
import Posix

/// Reads a file in parts of one size, the last of which may be smaller.
struct FileParts: ~Copyable {
    private let file: FileDescriptor
    private let size: Int
    private let count: Int
    private var position = 0

    init(of path: String, size: Int) throws(DeliveryError) {
        do throws(SystemError) {
            let file = try FileDescriptor.open(path, for: .read)
            count = try file.size()
            self.file = file
        } catch {
            throw .storage(error)
        }
        self.size = size
    }

    var isAtEnd: Bool { position >= count }

    /// - Returns: nil behind the last one; an empty file has none.
    mutating func next() throws(DeliveryError) -> [UInt8]? {
        guard !isAtEnd else { return nil }
        do {
            let wanted = min(size, count - position)
            let part = try file.read(count: wanted, at: position)
            // Shorter than it was: what was signed for will say so.
            position = part.count < wanted ? count : position + wanted
            return part
        } catch {
            throw .storage(error)
        }
    }
}
