// SPDX-License-Identifier: Apache-2.0
import JSON
import Secrets
import TestSupport
import Testing

@testable import Audit

struct ConsistencyProofTests {
    @Test(arguments: [1, 2, 3, 7, 8, 255, 256, 257, 300, 513])
    func `every smaller size's path is the specification's, and leads from root to root`(size: Int) async throws {
        let scratch = try ScratchLog(sealed: size)
        let entries = try scratch.verifiedEntries().map { String(decoding: $0, as: UTF8.self) }
        let answer = try await Oracle.ask("consistency", question: ["entries": JSONValue(strings: entries)])
        let sizes = try #require(answer.array)
        try #require(sizes.count == size)
        let tree = LogTree(reader: LogReader(directory: scratch.path), size: UInt64(size))
        let root = try #require(Self.hash(sizes[size - 1]["root"]))
        for (index, expected) in sizes.enumerated() {
            let proof = try tree.consistency(from: UInt64(index + 1))
            #expect(proof.path == expected["path"]?.array?.compactMap(Self.hash))
            #expect(proof.leads(from: try #require(Self.hash(expected["root"])), to: root))
        }
    }

    @Test func `the empty log is where every log comes from`() throws {
        let scratch = try ScratchLog(sealed: 5)
        let proof = try LogTree(reader: LogReader(directory: scratch.path), size: 5).consistency(from: 0)
        let root = try LogVerifier(directory: scratch.path, verifier: KnownLog.verifier).checkpoint().root
        #expect(proof.leads(from: .empty, to: root))
        #expect(!proof.leads(from: root, to: root))
    }

    @Test(arguments: [1, 64, 100, 255, 256, 257, 299] as [UInt64])
    func `a proof that was changed, cut, made longer or moved leads nowhere`(first: UInt64) throws {
        let scratch = try ScratchLog(sealed: 300)
        let tree = LogTree(reader: LogReader(directory: scratch.path), size: 300)
        let proof = try tree.consistency(from: first)
        let (old, new) = (try tree.root(0..<first), try tree.root(0..<300))
        func leads(_ path: [MerkleHash], _ first: UInt64 = first, _ second: UInt64 = 300) -> Bool {
            ConsistencyProof(first: first, second: second, path: path).leads(from: old, to: new)
        }
        #expect(leads(proof.path))
        #expect(!leads(Array(proof.path.dropLast())))
        #expect(!leads(Array(proof.path.dropFirst())))
        #expect(!leads([]))
        #expect(!leads(proof.path + [.empty]))
        #expect(!leads(proof.path, first - 1))
        #expect(!leads(proof.path, first, first))
        #expect(!leads(proof.path, 300, first))
        #expect(!proof.leads(from: new, to: old))
        #expect(!proof.leads(from: .empty, to: new))
        #expect(!proof.leads(from: old, to: .empty))
        for index in proof.path.indices {
            var path = proof.path
            path[index] = .empty
            #expect(!leads(path))
        }
    }

    private static func hash(_ json: JSONValue?) -> MerkleHash? {
        json?.string.flatMap { Base64.standard.decode($0) }.flatMap { MerkleHash($0) }
    }
}
