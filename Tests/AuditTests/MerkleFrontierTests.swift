// SPDX-License-Identifier: Apache-2.0
import Secrets
import Testing

@testable import Audit

struct MerkleFrontierTests {
    /// RFC 6962 §2.1 word by word: split at the largest power of two below the count.
    private static func root(_ leaves: ArraySlice<MerkleHash>) -> MerkleHash {
        if leaves.isEmpty { return .empty }
        if leaves.count == 1 { return leaves.first! }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        return .node(root(leaves.prefix(half)), root(leaves.dropFirst(half)))
    }

    @Test func `the root is that of the definition, for every size up to 600`() {
        let leaves = (0..<600).map { MerkleHash.leaf(KnownLog.entry($0)) }
        var frontier = MerkleFrontier()
        for size in 0...600 {
            #expect(frontier.size == UInt64(size))
            #expect(frontier.root == Self.root(leaves.prefix(size)), "\(size) leaves")
            if size < 600 { frontier.append(leaves[size]) }
        }
    }

    @Test(arguments: KnownLog.roots)
    func `the root is the known one`(size: Int, root: String) {
        var frontier = MerkleFrontier()
        for index in 0..<size { frontier.append(.leaf(KnownLog.entry(index))) }
        #expect(Base64.standard.string(frontier.root.bytes) == root)
    }

    @Test(arguments: [(1, 0), (2, 1), (300, 8), (512, 8), (600, 9)])
    func `a complete subtree counts as its leaves`(size: Int, height: Int) {
        let leaves = (0..<size).map { MerkleHash.leaf(KnownLog.entry($0)) }
        var frontier = MerkleFrontier()
        frontier.append(Self.root(leaves.prefix(1 << height)), height: height)
        for leaf in leaves.dropFirst(1 << height) { frontier.append(leaf) }
        #expect(frontier.size == UInt64(size))
        #expect(frontier.root == Self.root(leaves[...]))
    }

    @Test func `an empty tree has the hash of nothing`() {
        #expect(
            Base64.standard.string(MerkleFrontier().root.bytes) == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a hash has 32 bytes`(count: Int) {
        #expect(MerkleHash([UInt8](repeating: 0, count: count)) == nil)
    }
}
