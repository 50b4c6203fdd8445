// SPDX-License-Identifier: Apache-2.0
package import Posix

extension Secret {
    /// No credential is larger; a larger file is the wrong file.
    package static let maximumFileSize = 64 * 1024

    /// Reads a file straight into guarded memory, without the line end that editors put behind the last line.
    ///
    /// - Throws: `SystemError`; `EFBIG` beyond ``maximumFileSize``.
    package init(contentsOfFile path: String) throws(SystemError) {
        let file = try FileDescriptor.open(path, for: .read)
        var memory = SodiumMemory(capacity: Self.maximumFileSize + 1)
        let count = try memory.withMutableBytes { (target) throws(SystemError) -> Int in
            var filled = 0
            while filled < target.count {
                let got = try file.read(into: &target, from: filled)
                if got == 0 { break }
                filled += got
            }
            return filled
        }
        guard count <= Self.maximumFileSize else { throw SystemError.tooLarge(path) }
        self = memory.withBytes(count: count) { bytes in
            var end = count
            while end > 0, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
            return Secret(copying: bytes.extracting(0..<end))
        }
    }
}
