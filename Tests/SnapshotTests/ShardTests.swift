// SPDX-License-Identifier: Apache-2.0
import Cloud
import Snapshot
import Testing

struct ShardTests {
    @Test func `every unit is in one shard, and none is left empty`() {
        let units = (0..<200).map { ScratchSnapshot.unit("aws:ec2:type-\($0)", "us-east-1") }
        for count in 1...7 {
            let shards = (1...count).compactMap { Shard(index: $0, count: count) }
            #expect(shards.count == count)
            for unit in units { #expect(shards.count { $0.contains(unit) } == 1) }
            for shard in shards { #expect(units.contains(where: shard.contains)) }
        }
    }

    /// By `int.from_bytes(hashlib.sha256(path).digest()[:8], "big") % 7 + 1`.
    @Test(arguments: [("aws:ec2:instance", "us-east-1", 2), ("aws:s3:bucket", "global", 5)])
    func `a unit stays in its shard`(type: String, region: String, index: Int) {
        let unit = ScratchSnapshot.unit(type, region)
        #expect((1...7).filter { Shard(index: $0, count: 7)?.contains(unit) == true } == [index])
    }

    @Test func `a shard is written i of n`() {
        #expect(Shard("2/3") == Shard(index: 2, count: 3))
        #expect(Shard("2/3")?.description == "2/3")
        for text in ["", "/", "1", "0/3", "4/3", "1/0", "-1/3", "+1/3", "01/3", "1/3/3", " 1/3", "1/3 ", "a/b", "1/"] {
            #expect(Shard(text) == nil, "\(text)")
        }
    }
}
