// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import JSON
import Posix
import Snapshot
import Testing

/// Snapshots that hold.
struct VerifiedSnapshotTests {
    @Test func `a snapshot holds as it was taken`() async throws {
        let snapshot = try await ScratchSnapshot()
        #expect(try snapshot.verified().manifest == snapshot.manifest)
        #expect(snapshot.manifest.records == 6)
        let path = "\(snapshot.path)/"
        #expect(try SnapshotDirectory(path: path).verified(by: ScratchSnapshot.verifier).directory == snapshot.path)
    }

    @Test func `a snapshot without units holds`() async throws {
        let snapshot = try await ScratchSnapshot(units: [])
        #expect(try snapshot.verified().manifest.units.isEmpty)
    }

    @Test func `a snapshot that was moved holds`() async throws {
        let snapshot = try await ScratchSnapshot()
        let other = "\(snapshot.path)-copy"
        try DurableFile.move(snapshot.path, to: other)
        let verified = try SnapshotDirectory(path: other).verified(by: ScratchSnapshot.verifier)
        #expect(verified.manifest == snapshot.manifest)
        #expect(verified.directory == other)
    }

    /// The log says what was signed before the note exists.
    @Test func `closing it is an entry of the audit log`() async throws {
        let snapshot = try await ScratchSnapshot()
        try snapshot.audit.seal()
        var entries: [JSONValue?] = []
        _ = try LogVerifier(directory: snapshot.audit.directory, verifier: ScratchSnapshot.verifier).verify {
            entries.append(try? JSONValue(parsing: $0.span))
        }
        #expect(entries.map { $0?["action"]?.string } == ["snapshot.close"])
        #expect(entries.map { $0?["target"]?.string } == [snapshot.id.text])
        #expect(entries.map { $0?["phase"]?.string } == ["intent"])
    }
}
