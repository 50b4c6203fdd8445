// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Posix
import Snapshot

/// Which part of the plan is taken; all of it where nothing is said.
struct ShardOptions: ParsableArguments {
    /// What Kubernetes sets in every pod of an Indexed Job: which of its completions the pod is, counted from 0.
    private static let variable = "JOB_COMPLETION_INDEX"

    @Option(
        name: .long, help: "Take one part of so many, 2/3; cloud-extractor merge makes them one.",
        transform: { text in
            guard let shard = Shard(text) else { throw ValidationError("\(text) is no shard, such as 2/3") }
            return shard
        })
    var shard: Shard?

    @Option(name: .long, help: "Take the part of so many that JOB_COMPLETION_INDEX says, from 0: Kubernetes sets it.")
    var shards: Int?

    func validate() throws {
        if shard != nil, shards != nil { throw ValidationError("--shard and --shards exclude each other") }
        if let shards, try indexed(of: shards) == nil {
            throw ValidationError("\(Self.variable) names none of \(shards) shards: it counts them from 0")
        }
    }

    /// - Throws: where `--shards` is given, and the environment does not say which one.
    func chosen() throws -> Shard? {
        guard let shards else { return shard }
        return try indexed(of: shards)
    }

    private func indexed(of count: Int) throws -> Shard? {
        guard let text = Environment.value(Self.variable) else {
            throw ValidationError("--shards needs \(Self.variable); without Kubernetes: --shard 2/\(max(2, count))")
        }
        // Kubernetes writes numbers in one way; any other is somebody else's variable.
        guard let index = UInt16(text), String(index) == text else { return nil }
        return Shard(index: Int(index) + 1, count: count)
    }
}
