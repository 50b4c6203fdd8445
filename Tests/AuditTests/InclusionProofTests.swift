// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

@testable import Audit

struct InclusionProofTests {
    @Test(arguments: [1, 2, 3, 5, 7, 255, 256, 257, 300, 513])
    func `every entry's path is pymerkle's, and leads to the root`(size: Int) async throws {
        let scratch = try ScratchLog(sealed: size)
        let entries = try scratch.verifiedEntries().map { String(decoding: $0, as: UTF8.self) }
        let paths = try await Oracle.ask("inclusion", question: ["entries": JSONValue(strings: entries)]).array ?? []
        #expect(paths.count == size)
        let verifier = LogVerifier(directory: scratch.path, verifier: KnownLog.verifier)
        for (index, path) in paths.enumerated() {
            let found = try #require(try verifier.proof(of: UInt64(index)))
            #expect(String(decoding: found.entry, as: UTF8.self) == entries[index])
            let lines = String(decoding: found.proof.bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.prefix(2) == ["c2sp.org/tlog-proof@v1", "index \(index)"])
            let hashes = lines.dropFirst(2).prefix { !$0.isEmpty }
            #expect(hashes.map { .string(String($0)) } == path.array)
            let checkpoint = lines.dropFirst(2 + hashes.count + 1).joined(separator: "\n")
            #expect(Array(checkpoint.utf8) == (try scratch.contents("checkpoint")))
        }
        #expect(try verifier.proof(of: UInt64(size)) == nil)
    }

    @Test func `a log that was never signed proves nothing`() throws {
        let scratch = try ScratchLog()
        _ = try scratch.seal()
        #expect(try LogVerifier(directory: scratch.path, verifier: KnownLog.verifier).proof(of: 0) == nil)
    }

    @Test func `a path that was changed, cut or made longer leads elsewhere`() throws {
        let scratch = try ScratchLog(sealed: 300)
        let verifier = LogVerifier(directory: scratch.path, verifier: KnownLog.verifier)
        let (entry, proof) = try #require(try verifier.proof(of: 17))
        let root = try verifier.checkpoint().root
        func leads(_ path: [MerkleHash], _ index: UInt64 = 17, _ size: UInt64 = 300) -> Bool {
            LogVerifier.root(of: .leaf(entry), at: index, size: size, path) == root
        }
        #expect(leads(proof.path))
        #expect(!leads(Array(proof.path.dropLast())))
        #expect(!leads(proof.path + [.empty]))
        #expect(!leads(proof.path, 16))
        #expect(!leads(proof.path, 17, 40))
        for index in proof.path.indices {
            var path = proof.path
            path[index] = .empty
            #expect(!leads(path))
        }
    }

    @Test func `of a log that was changed there is no proof`() throws {
        let scratch = try ScratchLog(sealed: 300)
        try scratch.changing("tile/0/001.p/44") {
            $0[0] ^= 1
        } while: {
            #expect(throws: AuditError.self) {
                try LogVerifier(directory: scratch.path, verifier: KnownLog.verifier).proof(of: 17)
            }
        }
    }
}
