// SPDX-License-Identifier: Apache-2.0
import Cloud
import Snapshot
import Testing

/// Records that are sealed with the right key and signed for, and yet say that they stand elsewhere.
struct PlacementTests {
    private static let other = SnapshotID()

    @Test(arguments: [
        ScratchSnapshot.vpcs,
        ScratchSnapshot.unit("aws:ec2:instance", "us-east-1", account: "210987654321"),
        ScratchSnapshot.unit("aws:ec2:instance", "eu-west-1"),
        ScratchSnapshot.unit("aws:rds:instance", "us-east-1"),
        ScratchSnapshot.unit("gcp:ec2:instance", "us-east-1"),
    ])
    func `a record of another unit is misplaced`(unit: WorkUnit) async throws {
        try await expectMisplaced { _, number, id in ScratchSnapshot.record(unit, number, id) }
    }

    @Test(arguments: [0, 2, 10])
    func `a record of another place in the unit is misplaced`(number: Int) async throws {
        try await expectMisplaced { unit, _, id in ScratchSnapshot.record(unit, number, id) }
    }

    @Test func `a record of another snapshot is misplaced`() async throws {
        try await expectMisplaced { unit, number, _ in ScratchSnapshot.record(unit, number, Self.other) }
    }

    @Test(arguments: [
        ("\"sequence\":1", "\"sequence\":1.0"), ("\"sequence\":1", "\"sequence\":\"1\""),
        ("\"sequence\":1", "\"sequence\":[1]"), ("\"sequence\"", "\"Sequence\""), ("\"snapshot_id\"", "\"id\""),
        ("\"resource_type\"", "\"type\""), ("\"metadata\"", "\"data\""), ("\"account_id\"", "\"account\""),
    ])
    func `a record that does not say where it stands is misplaced`(old: String, new: String) async throws {
        try await expectMisplaced { unit, number, id in
            Array(
                String(decoding: ScratchSnapshot.record(unit, number, id), as: UTF8.self).replacing(old, with: new).utf8
            )
        }
    }

    @Test(arguments: ["", "x", "null", "[]", "{}", "{\"metadata\":{\"sequence\":1}}"])
    func `a plaintext that is no record is misplaced`(text: String) async throws {
        try await expectMisplaced { _, _, _ in Array(text.utf8) }
    }

    /// A region is part of a unit; what is listed globally lives in regions of its own.
    @Test func `a record of a global unit has a region of its own`() async throws {
        let home = ScratchSnapshot.unit("aws:s3:bucket", "eu-west-1")
        let snapshot = try await ScratchSnapshot(units: [(ScratchSnapshot.buckets, 2)]) { _, number, id in
            ScratchSnapshot.record(home, number, id)
        }
        let (found, error) = try snapshot.decrypted()
        #expect(found.count == 2)
        #expect(error == nil)
    }

    /// The second of three instances is another one.
    private func expectMisplaced(_ plaintext: (WorkUnit, Int, SnapshotID) -> [UInt8]) async throws {
        let units = [(ScratchSnapshot.instances, 3)]
        let snapshot = try await ScratchSnapshot(units: units) { unit, number, id in
            number == 1 ? plaintext(unit, number, id) : ScratchSnapshot.record(unit, number, id)
        }
        let (found, error) = try snapshot.decrypted()
        #expect(found == [ScratchSnapshot.record(ScratchSnapshot.instances, 0, snapshot.id)])
        #expect(error == .misplaced(path: snapshot.file(ScratchSnapshot.instances), sequence: 1))
    }
}
