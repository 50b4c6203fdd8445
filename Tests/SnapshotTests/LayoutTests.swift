// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import Foundation
import JSON
import Posix
import Sealing
import Snapshot
import Testing

/// A file per record, compressed: it holds for the same reasons.
struct LayoutTests {
    private let snapshot: ScratchSnapshot
    private let folder = "records/\(ScratchSnapshot.vpcs.path)"

    init() async throws { snapshot = try await ScratchSnapshot(layout: .perRecord, compression: .gzip) }

    private func file(_ sequence: Int) -> String { snapshot.file("\(folder)/\(RecordLayout.name(sequence))") }

    @Test func `it verifies, opens, and says what it is`() throws {
        let (plaintexts, error) = try snapshot.decrypted()
        #expect(error == nil)
        var sequences: [Int?] = []
        for plaintext in plaintexts {
            sequences.append(try JSONValue(parsing: plaintext.span)["metadata"]?["sequence"]?.integer)
        }
        #expect(sequences == [0, 1, 2, 0, 1, 2])
        let bytes = try snapshot.contents(snapshot.file("manifest.json"))
        let manifest = try JSONValue(parsing: bytes.span)
        #expect(manifest["layout"] == "per-record" && manifest["compression"] == "gzip")
        #expect(manifest["units"]?.array?.first { $0["records"] == 3 }?["file"]?.string?.hasSuffix("/") == true)
        #expect(Directory.kind(of: file(2)) == .file)
    }

    @Test func `no file is named after what it holds`() throws {
        let names = try Directory.entries(of: snapshot.file(folder)).map(\.name)
        #expect(names == ["0000000000.fernet", "0000000001.fernet", "0000000002.fernet"])
    }

    @Test func `a record less, more, twice, elsewhere or cut off is found`() throws {
        let bytes = try snapshot.contents(file(1))
        try DurableFile.remove(file(1))
        #expect(throws: SnapshotError.missingFile(path: file(1))) { try snapshot.verified() }
        try snapshot.write(try snapshot.contents(file(0)), to: file(1))
        #expect(throws: SnapshotError.wrongRecords(path: snapshot.file(folder))) { try snapshot.verified() }
        try snapshot.write(bytes.dropLast(), to: file(1))
        #expect(throws: SnapshotError.truncated(path: file(1))) { try snapshot.verified() }
        try snapshot.write(bytes + bytes, to: file(1))
        #expect(throws: SnapshotError.wrongCount(path: snapshot.file(folder), expected: 3, found: 4)) {
            try snapshot.verified()
        }
        try snapshot.write(bytes, to: file(1))
        _ = try snapshot.verified()
        try snapshot.write(bytes, to: file(3))
        #expect(throws: SnapshotError.foreignFile(path: file(3))) { try snapshot.verified() }
    }

    /// What is sealed says nothing of how; the signed manifest does.
    @Test func `a compressed record is not one without`() async throws {
        let plain = try await ScratchSnapshot(id: snapshot.id, layout: .perRecord)
        let unit = ScratchSnapshot.vpcs
        let (mine, _) = try snapshot.decrypted()
        let (theirs, _) = try plain.decrypted()
        #expect(mine == theirs && mine.count == 6)
        #expect(RecordLayout.perRecord.files(ofUnit: unit.path, records: 0).isEmpty)
    }
}
