// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON
import Posix
import Testing

@testable import Snapshot

/// What became of the resources between two snapshots.
struct SnapshotDiffTests {
    private func changes(
        _ old: ScratchSnapshot, _ new: ScratchSnapshot
    ) throws -> (changes: [ResourceChange], incomparable: [WorkUnit]) {
        let diff = SnapshotDiff(try old.verified(), try new.verified(), ring: ScratchSnapshot.ring)
        var found: [ResourceChange] = []
        try diff.compare { (change) throws(Never) in found.append(change) }
        return (found, diff.incomparable)
    }

    private static func changed(_ unit: WorkUnit, _ number: Int, _ snapshot: SnapshotID) -> [UInt8] {
        Record(
            type: unit.type, resourceID: "\(unit.type.name)-\(number)", name: nil, arn: nil,
            accountID: unit.scope.account, region: unit.scope.region, tags: JSONObject(), missing: [],
            configuration: CanonicalJSON(["number": JSONValue(number == 1 ? 100 : number)])
        ).bytes(snapshot: snapshot.text, sequence: number, extractedAt: "2024-11-14T22:13:20Z")
    }

    @Test func `two snapshots of one estate differ in nothing`() async throws {
        let found = try changes(try await ScratchSnapshot(), try await ScratchSnapshot())
        #expect(found.changes.isEmpty)
        // Of the unit that was denied nobody knows.
        #expect(found.incomparable == [ScratchSnapshot.buckets])
    }

    /// cartography#2658, cloudquery#12967: what a partial listing does not show is not gone.
    @Test func `what is missing is removed only where both listings were complete`() async throws {
        let old = try await ScratchSnapshot(units: [
            (ScratchSnapshot.instances, 3), (ScratchSnapshot.vpcs, 2), (ScratchSnapshot.buckets, 2),
        ])
        let new = try await ScratchSnapshot(
            units: [(ScratchSnapshot.instances, 2), (ScratchSnapshot.vpcs, 4), (ScratchSnapshot.buckets, 0)],
            plaintext: Self.changed)
        let found = try changes(old, new)
        #expect(found.incomparable == [ScratchSnapshot.buckets])
        func change(_ unit: WorkUnit, _ id: String, _ kind: ResourceChange.Kind) -> ResourceChange {
            ResourceChange(unit: unit, resourceID: id, kind: kind)
        }
        let field = ResourceChange.Kind.changed([FieldChange(path: "/number", old: 1, new: 100)])
        #expect(
            found.changes == [
                change(ScratchSnapshot.buckets, "bucket-0", .unclear(isInOld: true)),
                change(ScratchSnapshot.buckets, "bucket-1", .unclear(isInOld: true)),
                change(ScratchSnapshot.instances, "instance-1", field),
                change(ScratchSnapshot.instances, "instance-2", .removed),
                change(ScratchSnapshot.vpcs, "vpc-1", field), change(ScratchSnapshot.vpcs, "vpc-2", .added),
                change(ScratchSnapshot.vpcs, "vpc-3", .added),
            ])
    }

    /// Two alarms whose names are one text to Unicode, and two to their service.
    @Test func `ids are told apart by their bytes`() async throws {
        func named(_ names: [String]) -> (WorkUnit, Int, SnapshotID) -> [UInt8] {
            { unit, number, snapshot in
                Record(
                    type: unit.type, resourceID: names[number], name: nil, arn: nil, accountID: unit.scope.account,
                    region: unit.scope.region, tags: JSONObject(), missing: [], configuration: CanonicalJSON([:])
                ).bytes(snapshot: snapshot.text, sequence: number, extractedAt: "2024-11-14T22:13:20Z")
            }
        }
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        let old = try await ScratchSnapshot(
            units: [(ScratchSnapshot.instances, 2)], plaintext: named([composed, decomposed]))
        let new = try await ScratchSnapshot(units: [(ScratchSnapshot.instances, 1)], plaintext: named([composed]))
        let found = try changes(old, new).changes
        #expect(found.map(\.kind) == [.removed])
        #expect(found.map { Array($0.resourceID.utf8) } == [Array(decomposed.utf8)])
    }

    /// cloudquery#5456: what was not synchronised this time was deleted.
    @Test func `a unit that only one of them has is unclear`() async throws {
        let old = try await ScratchSnapshot(units: [(ScratchSnapshot.instances, 1)])
        let new = try await ScratchSnapshot(units: [(ScratchSnapshot.vpcs, 1)])
        let found = try changes(old, new)
        #expect(found.changes.map(\.kind) == [.unclear(isInOld: true), .unclear(isInOld: false)])
        #expect(found.incomparable == [ScratchSnapshot.instances, ScratchSnapshot.vpcs])
    }

    @Test(arguments: [
        (["aws:ec2:*"], [], [], [], 6), (["aws:ec2:vpc", "aws:s3:*"], [], [], [], 3), ([], ["1234*"], [], [], 6),
        ([], ["9*"], [], [], 0), ([], [], ["us-west-*"], [], 0), ([], [], ["us-east-1"], [], 6),
        ([], [], [], ["vpc-1"], 1), ([], [], [], ["*-1", "*-2"], 4), (["aws:ec2:vpc"], [], ["us-*"], ["*-0"], 1),
    ])
    func `decryption hands over what is wanted`(
        types: [String], accounts: [String], regions: [String], ids: [String], count: Int
    ) async throws {
        func globs(_ patterns: [String]) -> [Glob] { patterns.map { Glob($0) } }
        let filter = RecordFilter(
            types: globs(types), accounts: globs(accounts), regions: globs(regions), ids: globs(ids))
        let snapshot = try await ScratchSnapshot()
        var found = 0
        try snapshot.verified().decrypt(with: ScratchSnapshot.ring, where: filter) { _ in found += 1 }
        #expect(found == count, "\(snapshot.path)")
    }
}
