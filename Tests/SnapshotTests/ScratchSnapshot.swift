// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import JSON
import Posix
import Sealing
import Secrets
import Snapshot
import TestSupport
import Testing
import Transports

/// A snapshot of made-up records, taken as the agent takes one.
struct ScratchSnapshot {
    static let instances = unit("aws:ec2:instance", "us-east-1")
    static let vpcs = unit("aws:ec2:vpc", "us-east-1")
    static let buckets = unit("aws:s3:bucket", Scope.global)
    /// Out of order, as units end.
    static let units = [(vpcs, 3), (buckets, 0), (instances, 3)]

    static let key = FernetKey.random(id: "2026-11")
    static let ring = KeyRing(primary: key, others: [])
    static let log = "test.example/audit"

    private let directory: TemporaryDirectory
    let audit: AuditLog
    let id: SnapshotID
    let manifest: Manifest
    let path: String

    /// - Parameter plaintext: what is sealed for a record; the seal and the signature over it are good in any case.
    init(
        id: SnapshotID = SnapshotID(), units: [(WorkUnit, Int)] = units,
        layout: RecordLayout = .perUnit, compression: RecordCompression = .none,
        plaintext: (WorkUnit, Int, SnapshotID) -> [UInt8] = record
    ) async throws {
        self.id = id
        directory = try TemporaryDirectory()
        let clock = HeldWallClock(1_700_000_000)
        audit = try AuditLog.open(
            directory: "\(directory.path)/audit", verifier: Self.verifier, run: id.text, actor: "tests", clock: clock)
        try audit.adopt(Self.signer(seed: 1))
        let transport = FilesystemTransport(
            outputDirectory: "\(directory.path)/output", snapshot: id.text,
            layout: layout)
        try await transport.begin()
        var sealer = try Sealer(key: Self.key.derived(forSnapshot: id.text), compression: compression)
        var taken: [Manifest.Unit] = []
        for (unit, count) in units {
            let records = try (0..<count).map { number in
                try sealer.seal(plaintext(unit, number, id).span, at: clock.now())
            }
            let stream = try await transport.open(unit.path, keeping: .none)
            try await stream.append(records)
            try await stream.finish()
            taken.append(Self.entry(unit, records))
        }
        manifest = SampleManifest.manifest(
            id, Manifest.Storage(keyID: Self.key.id, layout: layout, compression: compression), units: taken)
        let receipt = try audit.authorize(SnapshotClose.self, target: id.text)
        let note = try ManifestNote.sign(manifest.bytes, snapshot: id, with: audit, receipt)
        path = try #require(try await transport.commit(manifest: manifest.bytes, note: note.bytes))
    }

    private static func entry(_ unit: WorkUnit, _ records: [SealedRecord]) -> Manifest.Unit {
        var report = UnitReport(outcome: records.isEmpty ? .denied : .complete, reason: records.isEmpty ? "no" : nil)
        report.records = records.count
        var tree = MerkleFrontier()
        for record in records { tree.append(.leaf(record.token)) }
        return Manifest.Unit(
            unit: unit, report: report, root: tree.root, bytes: records.reduce(0) { $0 + $1.token.count },
            session: 0)
    }

    static func unit(_ type: String, _ region: String, account: String = "123456789012") -> WorkUnit {
        WorkUnit(type: ResourceType(type)!, scope: Scope(account: account, region: region))
    }

    static func record(_ unit: WorkUnit, _ number: Int, _ snapshot: SnapshotID) -> [UInt8] {
        Record(
            type: unit.type, resourceID: "\(unit.type.name)-\(number)", name: nil, arn: nil,
            accountID: unit.scope.account, region: unit.scope.region, tags: JSONObject(), missing: [],
            configuration: CanonicalJSON(["number": JSONValue(number)])
        ).bytes(snapshot: snapshot.text, sequence: number, extractedAt: "2023-11-14T22:13:20Z")
    }

    static func signer(seed: UInt8) -> NoteSigner {
        NoteSigner(name: log, seed: Secret(copying: [UInt8](repeating: seed, count: 32).span))!
    }

    static let verifier = signer(seed: 1).verifier

    func verified() throws(SnapshotError) -> VerifiedSnapshot {
        try SnapshotDirectory(path: path).verified(by: Self.verifier)
    }
}
