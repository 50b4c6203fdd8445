// SPDX-License-Identifier: Apache-2.0
import Posix
import Snapshot
import Testing

/// What is looked at once more before it is signed for.
struct GatheredRecordsTests {
    private func gathered() async throws -> ScratchSnapshot {
        let scratch = try await ScratchSnapshot()
        for name in ["manifest.json", "manifest.note"] { try DurableFile.remove(scratch.file(name)) }
        return scratch
    }

    private func check(_ scratch: ScratchSnapshot) throws(SnapshotError) {
        try SnapshotDirectory(path: scratch.path).checkRecords(of: scratch.manifest)
    }

    @Test func `records without a manifest beside them hold`() async throws {
        try check(try await gathered())
    }

    @Test func `a swapped record, a missing file and a foreign one are found`() async throws {
        let swapped = try await gathered()
        let tokens = try swapped.tokens(ScratchSnapshot.vpcs)
        try swapped.write([tokens[1], tokens[0], tokens[2]], to: ScratchSnapshot.vpcs)
        #expect(throws: SnapshotError.wrongRecords(path: swapped.file(ScratchSnapshot.vpcs))) { try check(swapped) }
        let missing = try await gathered()
        try DurableFile.remove(missing.file(ScratchSnapshot.vpcs))
        #expect(throws: SnapshotError.missingFile(path: missing.file(ScratchSnapshot.vpcs))) { try check(missing) }
        let foreign = try await gathered()
        try foreign.write([], to: foreign.file("manifest.json"))
        #expect(throws: SnapshotError.foreignFile(path: foreign.file("manifest.json"))) { try check(foreign) }
        let linked = try await gathered()
        try linked.replaceByLink(linked.file(ScratchSnapshot.vpcs))
        #expect(throws: SnapshotError.foreignFile(path: linked.file(ScratchSnapshot.vpcs))) { try check(linked) }
    }
}
