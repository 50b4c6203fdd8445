// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import Sealing
import Snapshot
import Testing

/// Manifests of shards in, one manifest out.
struct SnapshotMergeTests {
    private static let ids = [
        "01ARZ3NDEKTSV4RRFFQ69G5FA1", "01ARZ3NDEKTSV4RRFFQ69G5FA2", "01ARZ3NDEKTSV4RRFFQ69G5FA3",
    ].map { SnapshotID($0)! }
    private let merged = SnapshotID("01ARZ3NDEKTSV4RRFFQ69G5FAV")!

    private static func units(_ count: Int = 60) -> [WorkUnit] {
        (0..<count).map { ScratchSnapshot.unit("aws:ec2:type-\($0)", "us-east-1") }
    }

    private func shard(
        _ index: Int, of count: Int = 3, version: String = "1", environment: String = "test",
        configuration: String = "c",
        catalogue: String = "ca", storage: Manifest.Storage = Manifest.Storage(keyID: "k"), isSharded: Bool = true,
        outcome: UnitOutcome = .complete, units: [WorkUnit]? = nil, regions: [Manifest.Region]? = nil,
        others: [String] = []
    ) -> Manifest {
        let shard = Shard(index: index, count: count)!
        let units = units ?? Self.units().filter(shard.contains)
        return Manifest(
            snapshot: Self.ids[index - 1], agentVersion: version, environment: environment,
            startedAt: "2023-11-14T22:13:2\(index)Z", completedAt: "2023-11-14T22:14:2\(index)Z", resumptions: index,
            configurationDigest: configuration, catalogueDigest: catalogue, shard: isSharded ? shard : nil,
            storage: storage, sessions: SampleManifest.known.sessions,
            accounts: [
                Manifest.Account(
                    provider: .aws, id: "123456789012", outcome: outcome,
                    reason: outcome == .complete ? nil : "shard-\(index)",
                    regions: regions ?? [Manifest.Region(name: "r-\(index)", status: "opted-in")])
            ] + others.map { Manifest.Account(provider: .aws, id: $0, outcome: .complete) },
            units: units.map {
                Manifest.Unit(
                    unit: $0, report: UnitReport(outcome: .complete), root: .empty, bytes: 0, session: 0)
            })
    }

    @Test func `what one of the shards did not see is read in part`() throws {
        func merge(_ shards: [Manifest]) throws -> Manifest { try SnapshotMerge.manifest(of: shards, as: merged) }
        let opted = [Manifest.Region(name: "us-east-1", status: "opted-in")]
        let not = [Manifest.Region(name: "us-east-1", status: "not-opted-in")]
        let whole = try merge((1...3).map { shard($0, regions: opted, others: ["222222222222"]) })
        #expect(whole.isComplete)
        // An account that came into being between the surveys of two shards.
        let late = try merge((1...3).map { shard($0, regions: opted, others: $0 == 1 ? [] : ["222222222222"]) })
        #expect(!late.isComplete && !late.isReadable)
        #expect(late.accounts.last?.reason == "NotInEveryShard")
        let region = try merge((1...3).map { shard($0, regions: $0 == 2 ? not : opted) })
        #expect(!region.isComplete && region.accounts.first?.reason == "RegionsDiffer")
    }

    @Test func `shards whose secrets are hashed under two keys are not one snapshot`() throws {
        let rekeyed = shard(2).rekeyed(
            Manifest.Rekeying(at: "2024-01-01T00:00:00Z", keyID: "older", manifestDigest: "00"), to: "k",
            units: shard(2).units)
        #expect(throws: MergeError.differs(Self.ids[1], what: "key")) {
            try SnapshotMerge.manifest(of: [shard(1), rekeyed, shard(3)], as: merged)
        }
    }

    @Test func `three shards become one snapshot that reads back`() throws {
        let shards = [shard(3), shard(1, outcome: .denied), shard(2, outcome: .failed)]
        let manifest = try SnapshotMerge.manifest(of: shards, as: merged)
        #expect(Manifest(parsing: manifest.bytes) == manifest)
        #expect(manifest.snapshot == merged && manifest.shard == nil)
        #expect(manifest.merged.map(\.snapshot) == Self.ids)
        #expect(manifest.startedAt == "2023-11-14T22:13:21Z" && manifest.completedAt == "2023-11-14T22:14:23Z")
        #expect(manifest.resumptions == 6 && manifest.sessions.count == 3)
        #expect(manifest.units.map(\.unit) == Self.units().sorted())
        for unit in manifest.units {
            let index = try #require(unit.session) + 1
            #expect(unit.origin == Self.ids[index - 1])
            #expect(Shard(index: index, count: 3)?.contains(unit.unit) == true)
        }
        // The worst of what they say, and all regions.
        let account = try #require(manifest.accounts.first)
        #expect(manifest.accounts.count == 1 && account.outcome == .failed && account.reason == "shard-2")
        #expect(account.regions.map(\.name) == ["r-1", "r-2", "r-3"])
    }

    @Test func `what is not all of one is refused`() {
        func error(_ shards: Manifest...) -> MergeError? {
            do {
                _ = try SnapshotMerge.manifest(of: shards, as: merged)
                return nil
            } catch {
                return error
            }
        }
        #expect(error(shard(1), shard(3)) == .missing([Shard(index: 2, count: 3)!]))
        #expect(error(shard(1), shard(2), shard(2), shard(3)) == .twice(Shard(index: 2, count: 3)!))
        #expect(error(shard(1), shard(2, isSharded: false), shard(3)) == .notAShard(Self.ids[1]))
        let others = [
            ("number of shards", shard(2, of: 4)), ("version", shard(2, version: "2")),
            ("environment", shard(2, environment: "other")), ("configuration", shard(2, configuration: "d")),
            ("catalogue", shard(2, catalogue: "cb")),
            ("layout", shard(2, storage: Manifest.Storage(keyID: "k", layout: .perRecord))),
            ("compression", shard(2, storage: Manifest.Storage(keyID: "k", compression: .gzip))),
            ("key", shard(2, storage: Manifest.Storage(keyID: "l"))),
        ]
        for (what, other) in others {
            #expect(error(shard(1), other, shard(3)) == .differs(Self.ids[1], what: what))
        }
        let foreign = Self.units().filter { Shard(index: 1, count: 3)!.contains($0) }
        #expect(
            error(shard(1), shard(2, units: [foreign[0]]), shard(3)) == .misplaced(Self.ids[1], unit: foreign[0].path))
        #expect(
            error(shard(1, units: [foreign[0], foreign[0]]), shard(2), shard(3))
                == .misplaced(Self.ids[0], unit: foreign[0].path))
    }

    @Test func `a manifest of a shard reads back, and one whose origins do not agree is refused`() throws {
        let one = shard(2)
        #expect(Manifest(parsing: one.bytes) == one)
        let whole = try SnapshotMerge.manifest(of: [shard(1), shard(2), shard(3)], as: merged)
        let shardText = String(decoding: one.bytes, as: UTF8.self)
        let text = String(decoding: whole.bytes, as: UTF8.self)
        #expect(shardText.contains(#""shard":{"count":3,"index":2}"#))
        let first = Self.ids[0].text
        for (source, old, new) in [
            (shardText, #"{"count":3,"index":2}"#, #"{"count":3,"index":4}"#),
            (shardText, #"{"count":3,"index":2}"#, #"{"count":3,"index":0}"#),
            (shardText, #"{"count":3,"index":2}"#, #""2/3""#),
            (shardText, #"{"count":3,"index":2}"#, "null"),
            // A unit from elsewhere, one without an origin, a shard twice, a shard of itself, both at once.
            (text, #""origin":{"snapshot_id":"\#(first)"}"#, #""origin":{"snapshot_id":"\#(merged)"}"#),
            (text, #""origin":{"snapshot_id":"\#(first)"},"#, ""),
            (text, #""snapshot_id":"\#(Self.ids[1])"}],"#, #""snapshot_id":"\#(first)"}],"#),
            (text, #""schema":"cloud-extractor/manifest/v1","#, #""schema":"cloud-extractor/manifest/v2","#),
            (text, #""snapshot_id":"\#(merged)""#, #""snapshot_id":"\#(first)""#),
            (text, #""snapshot_id":"\#(merged)""#, #""shard":{"count":3,"index":1},"snapshot_id":"\#(merged)""#),
        ] where source.contains(old) {
            let changed = source.replacing(old, with: new, maxReplacements: 1)
            #expect(Manifest(parsing: Array(changed.utf8)) == nil, "\(old)")
        }
    }
}
