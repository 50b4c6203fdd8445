// SPDX-License-Identifier: Apache-2.0
import Posix
import Sealing
import Testing

struct SealerTests {
    @Test func `a sealed record is a token of the key`() throws {
        let key = FernetKey.random(id: "k")
        var sealer = try Sealer(key: key)
        let first = try sealer.seal(Array("record".utf8).span, at: Timestamp(seconds: 42))
        let second = try sealer.seal(Array("record".utf8).span, at: Timestamp(seconds: 42))
        #expect(first != second)
        for record in [first, second] {
            #expect(try key.decrypt(record.token) == Array("record".utf8))
            #expect(try key.timestamp(of: record.token) == 42)
        }
    }

    @Test func `a token is one line without its end`() throws {
        var sealer = try Sealer(key: .random(id: "k"))
        let record = try sealer.seal([UInt8](repeating: 0x0A, count: 1000).span, at: Timestamp(seconds: 42))
        let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=".utf8)
        #expect(record.token.allSatisfy { letters.contains($0) })
    }
}
