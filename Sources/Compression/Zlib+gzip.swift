// SPDX-License-Identifier: Apache-2.0
import CZlib

/// Compresses into gzip members, RFC 1952, one after the other with the same working memory.
///
/// A member holds neither name nor time: equal bytes give equal members.
@safe package struct GzipCompressor: ~Copyable, @unchecked Sendable {
    private let stream: UnsafeMutablePointer<z_stream>

    private init(_ stream: UnsafeMutablePointer<z_stream>) { unsafe self.stream = stream }

    package static func begin() throws(GzipError) -> GzipCompressor {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe cloud_extractor_gzip_begin(stream) == Z_OK else {
            unsafe stream.deallocate()
            throw .unavailable
        }
        return unsafe GzipCompressor(stream)
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    package mutating func compress(_ bytes: Span<UInt8>) throws(GzipError) -> [UInt8] {
        guard unsafe deflateReset(stream) == Z_OK, let count = UInt32(exactly: bytes.count) else { throw .unavailable }
        let bound = unsafe Int(deflateBound(stream, UInt(count)))
        var isWhole = false
        let packed = unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, written in
            unsafe bytes.withUnsafeBufferPointer { source in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.pointee.avail_in = count
                unsafe stream.pointee.next_out = target.baseAddress
                unsafe stream.pointee.avail_out = UInt32(bound)
                isWhole = unsafe deflate(stream, Z_FINISH) == Z_STREAM_END
                unsafe stream.pointee.next_in = nil
                written = unsafe bound - Int(stream.pointee.avail_out)
                unsafe stream.pointee.next_out = nil
            }
        }
        guard isWhole else { throw .unavailable }
        return packed
    }
}
