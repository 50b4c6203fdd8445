// SPDX-License-Identifier: Apache-2.0
import Compression
import Foundation
import Secrets
import TestSupport
import Testing

struct GzipTests {
    private static let samples = [
        [], [0], Array("hello".utf8), [UInt8](repeating: 7, count: 3_000_000),
        (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) },
    ]

    private func opened(_ member: [UInt8], limit: Int = 10_000_000) throws(GzipError) -> [UInt8] {
        bytes(try Gunzip.open(member.span, limit: limit))
    }

    @Test func `what is compressed opens again, and equal bytes are equal members`() throws {
        var gzip = try GzipCompressor.begin()
        for sample in Self.samples + Self.samples {
            let member = try gzip.compress(sample.span)
            #expect(try opened(member) == sample)
            #expect(try gzip.compress(sample.span) == member)
        }
    }

    /// Both ways.
    @Test(arguments: samples)
    func `gzip itself agrees`(sample: [UInt8]) async throws {
        var gzip = try GzipCompressor.begin()
        let unpacked = try await Command.run("/bin/gzip", ["-dc"], input: Data(try gzip.compress(sample.span)))
        #expect(unpacked.status == 0 && Array(unpacked.output) == sample)
        let packed = try await Command.run("/bin/gzip", ["-nc9"], input: Data(sample))
        #expect(try opened(Array(packed.output)) == sample)
    }

    @Test func `no byte may be changed, added or taken away`() throws {
        var gzip = try GzipCompressor.begin()
        let record = Array("a record, a record, and another record".utf8)
        let member = try gzip.compress(record.span)
        for index in member.indices {
            var changed = member
            changed[index] ^= 0x40
            // Time, level and system say nothing of the contents, nor do the last bits before the checksum.
            #expect(throws: GzipError.malformed, "\(index)") {
                if try opened(changed) == record { throw GzipError.malformed }
            }
        }
        for count in 0..<member.count {
            #expect(throws: GzipError.malformed) { try opened(Array(member[..<count])) }
        }
        #expect(throws: GzipError.malformed) { try opened(member + [0]) }
        #expect(throws: GzipError.malformed) { try opened(member + member) }
    }

    @Test func `more than the caller takes is not opened`() throws {
        var gzip = try GzipCompressor.begin()
        let member = try gzip.compress([UInt8](repeating: 0, count: 5001).span)
        #expect(throws: GzipError.tooLarge(limit: 5000)) { try opened(member, limit: 5000) }
        #expect(try opened(member, limit: 5001).count == 5001)
        // A length that is a lie.
        var lie = member
        lie[lie.count - 2] = 0x7F
        #expect(throws: GzipError.malformed) { try opened(lie, limit: .max) }
    }
}
