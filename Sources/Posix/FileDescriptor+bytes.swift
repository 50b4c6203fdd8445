// SPDX-License-Identifier: Apache-2.0
import Glibc

extension FileDescriptor {
    /// Writes all bytes; a short write is continued, an interrupted one repeated.
    package func write(_ bytes: Span<UInt8>) throws(SystemError) {
        var sent = 0
        while sent < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { all in
                unsafe Glibc.write(raw, all.baseAddress! + sent, all.count - sent)
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw failure("write")
            }
            sent += written
        }
    }

    package func write(_ text: String) throws(SystemError) {
        try write(Array(text.utf8).span)
    }

    /// Reads what is there into `bytes`, from the index `start` on; 0 at the end of the file.
    package func read(into bytes: inout MutableSpan<UInt8>, from start: Int) throws(SystemError) -> Int {
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(raw, buffer.baseAddress! + start, buffer.count - start)
            }
            if count >= 0 { return count }
            if errno != EINTR { throw failure("read") }
        }
    }

    /// Reads exactly the bytes from `offset` on, pread(2); short only where the file ends.
    package func read(count: Int, at offset: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(raw, buffer.baseAddress! + filled, count - filled, off_t(offset + filled))
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw failure("pread")
            }
            if got == 0 { break }
            filled += got
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Bytes; no file that the program reads at once is larger.
    package static let contentsLimit = 64 * 1024 * 1024

    /// All of a file, or of a pipe until its end.
    ///
    /// - Throws: ``SystemError``; `EFBIG` beyond `limit` bytes, however large the file says that it is.
    package static func contents(of path: String, limit: Int = contentsLimit) throws(SystemError) -> [UInt8] {
        let file = try open(path, for: .read)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = try file.read(into: &chunk)
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw .tooLarge(path) }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// As ``read(into:from:)``, from the start of an array.
    borrowing func read(into chunk: inout [UInt8]) throws(SystemError) -> Int {
        var target = chunk.mutableSpan
        return try read(into: &target, from: 0)
    }
}
