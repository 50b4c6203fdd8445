// SPDX-License-Identifier: Apache-2.0
import Snapshot

extension Failure {
    init(_ error: MergeError) {
        switch error {
        case .notAShard(let id):
            self.init(.notMergeable, "\(id) is no shard", hint: "shards are taken with snapshot --shard i/n")
        case .differs(let id, let what):
            self.init(
                .notMergeable, "the \(what) of \(id) is another one than that of the other shards",
                hint: "all shards are taken by one program with one configuration and one key")
        case .missing([]):
            self.init(.notMergeable, "there is no shard", hint: "shards are taken with snapshot --shard i/n")
        case .missing(let shards):
            self.init(
                .notMergeable, "there is no shard \(shards.map(\.description).joined(separator: ", "))",
                hint: "name every shard; one that is unfinished: cloud-extractor resume")
        case .twice(let shard):
            self.init(.notMergeable, "shard \(shard) is named twice", hint: "choose one of them")
        case .misplaced(let id, let unit):
            self.init(.notMergeable, "\(unit) is in \(id), where it does not belong")
        }
    }
}
