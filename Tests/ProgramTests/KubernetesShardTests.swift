// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The Indexed Job of `k8s/job-shards.yaml` and what `k8s/job-merge.yaml` makes of it, with real processes over a lab.
struct KubernetesShardTests {
    private let workspace: Workspace
    private let jobs: KubernetesShards

    init() async throws {
        workspace = try await Workspace.ofManyPages()
        jobs = try KubernetesShards(workspace, try await Manifests())
    }

    /// The limit is against a hang, not against a slow machine.
    @Test(.timeLimit(.minutes(20)))
    func `the pods of the Jobs take what one process takes, one night after the other`() async throws {
        let whole = try await workspace.snapshot()
        let expected = try await workspace.essence(whole.path)
        var earlier: Set<String> = []
        for night in 1...2 {
            let shards = try await jobs.run()
            #expect(shards.count == jobs.completions && shards.count > 1)
            for (index, shard) in shards.enumerated() {
                #expect([0, 3, 4].contains(shard.status), "\(shard.errorText)")
                let place: JSONValue = ["index": JSONValue(index + 1), "count": JSONValue(jobs.completions)]
                #expect(try workspace.manifest(shard.path)["shard"] == place)
            }
            let merged = try await jobs.merge()
            #expect(merged.status == whole.status, "\(merged.errorText)")
            #expect(try await workspace.verify(merged.path) == 0)
            let records = try await workspace.essence(merged.path)
            #expect(records.count > 100 && records == expected)
            // Of this night's shards, and none of the other's.
            let ids = Set(shards.map { URL(filePath: $0.path).lastPathComponent })
            let parts = try workspace.manifest(merged.path)["merged"]?.array?.compactMap { $0["snapshot_id"]?.string }
            #expect(Set(parts ?? []) == ids && ids.isDisjoint(with: earlier))
            earlier.formUnion(ids)
            // Each index goes on with its log.
            for index in 0..<jobs.completions {
                let log = "\(workspace.directory.path)/audit-\(index)"
                let audit = try await Program.run("audit", "show", log, "--public-key", workspace.publicKey)
                #expect(audit.status == 0, "\(audit.errorText)")
                // Announced, and done.
                let closings = try audit.lines().count { $0["action"] == "snapshot.close" }
                #expect(closings == 2 * night)
            }
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func `a merge before its time, or of too much, is refused, and is made good`() async throws {
        let none = try await jobs.merge()
        #expect(none.status == 13 && none.errorText.contains("there is no shard"), "\(none.errorText)")
        var shards: [Int: String] = [:]
        for index in 0..<(jobs.completions - 1) { shards[index] = try await jobs.start(index).ended().path }
        let early = try await jobs.merge()
        let last = "\(jobs.completions)/\(jobs.completions)"
        #expect(early.status == 13 && early.errorText.contains("there is no shard \(last)"), "\(early.errorText)")
        shards[jobs.completions - 1] = try await jobs.start(jobs.completions - 1).ended().path
        // A pod that was lost after it had closed its snapshot, and was replaced.
        let again = try await jobs.start(0).ended().path
        let twice = try await jobs.merge()
        #expect(twice.status == 13 && twice.errorText.contains("is named twice"), "\(twice.errorText)")
        try FileManager.default.removeItem(atPath: again)
        // A snapshot that does not verify may have been any.
        let manifest = "\(try #require(shards[0]))/manifest.json"
        try Workspace.flip(manifest, at: 10)
        let changed = try await jobs.merge()
        #expect(changed.status == 40, "\(changed.errorText)")
        try Workspace.flip(manifest, at: 10)
        let merged = try await jobs.merge()
        #expect([0, 3, 4].contains(merged.status), "\(merged.errorText)")
        #expect(try await workspace.verify(merged.path) == 0)
    }
}
