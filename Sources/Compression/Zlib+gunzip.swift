// SPDX-License-Identifier: Apache-2.0
import CZlib
package import Secrets

/// Opens gzip members, RFC 1952.
package enum Gunzip {
    /// No compressed byte can stand for more than so many: the longest match of RFC 1951 takes two bits.
    private static let maximumRatio = 1032

    /// Opens exactly one member into guarded memory.
    ///
    /// - Parameter limit: of bytes, opened.
    package static func open(_ member: Span<UInt8>, limit: Int) throws(GzipError) -> Secret {
        let count = try openedCount(member)
        guard count <= member.count * maximumRatio else { throw .malformed }
        guard count <= limit else { throw .tooLarge(limit: limit) }
        var stream = unsafe z_stream()
        guard unsafe cloud_extractor_gunzip_begin(&stream) == Z_OK else { throw .unavailable }
        defer { unsafe inflateEnd(&stream) }
        var isWhole = false
        let opened = Secret(count: count) { target in
            unsafe target.withUnsafeMutableBufferPointer { target in
                unsafe member.withUnsafeBufferPointer { source in
                    unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                    unsafe stream.avail_in = UInt32(source.count)
                    // zlib wants a place to write to, even for nothing.
                    var nothing: UInt8 = 0
                    unsafe withUnsafeMutablePointer(to: &nothing) { nothing in
                        unsafe stream.next_out = target.baseAddress ?? nothing
                        unsafe stream.avail_out = UInt32(target.count)
                        isWhole =
                            unsafe inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0
                            && stream.avail_out == 0
                    }
                }
            }
        }
        guard isWhole else { throw .malformed }
        return opened
    }

    /// ISIZE, the last four bytes: the length modulo 2^32, little end first.
    private static func openedCount(_ member: Span<UInt8>) throws(GzipError) -> Int {
        guard member.count >= 18, UInt32(exactly: member.count) != nil else { throw .malformed }
        return (1...4).reduce(0) { $0 << 8 | Int(member[member.count - $1]) }
    }
}
