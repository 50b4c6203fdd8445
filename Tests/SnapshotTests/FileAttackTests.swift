// SPDX-License-Identifier: Apache-2.0
import Cloud
import Foundation
import Posix
import Snapshot
import Testing

/// What is done to the files of a snapshot as files.
struct FileAttackTests {
    private static let scope = "records/aws/123456789012/us-east-1/ec2"
    private let snapshot: ScratchSnapshot

    init() async throws { snapshot = try await ScratchSnapshot() }

    private func expect(_ error: SnapshotError) {
        #expect(throws: error) { try snapshot.verified() }
    }

    @Test(arguments: [
        "extra", "manifest.json.bak", ".manifest.json.tmp", "a/b/c", "records/extra", "\(scope)/extra.fernet",
        "\(scope)/.hidden", "\(scope)/vpc", "records/aws/123456789012/eu-west-1/ec2/vpc.fernet",
        "records/gcp/p/r/compute/disk.fernet",
    ])
    func `a file more`(name: String) throws {
        try snapshot.write(Array("x\n".utf8), to: snapshot.file(name))
        expect(.foreignFile(path: snapshot.file(name)))
        try snapshot.write([], to: snapshot.file(name))
        expect(.foreignFile(path: snapshot.file(name)))
    }

    @Test(arguments: ["extra", "records/extra", "\(scope)/extra", "records/aws/123456789012/eu-west-1"])
    func `a directory more`(name: String) throws {
        try Directory.create(snapshot.file(name))
        expect(.foreignFile(path: snapshot.file(name)))
    }

    @Test(arguments: [ScratchSnapshot.instances, ScratchSnapshot.vpcs, ScratchSnapshot.buckets])
    func `a file less`(unit: WorkUnit) throws {
        try Directory.removeTree(snapshot.file(unit))
        expect(.missingFile(path: snapshot.file(unit)))
    }

    @Test func `all records less`() throws {
        try Directory.removeTree(snapshot.file("records"))
        expect(.missingFile(path: snapshot.file(ScratchSnapshot.buckets)))
    }

    @Test func `a file under another name`() throws {
        try DurableFile.move(snapshot.file(ScratchSnapshot.vpcs), to: snapshot.file("\(Self.scope)/VPC.fernet"))
        expect(.foreignFile(path: snapshot.file("\(Self.scope)/VPC.fernet")))
    }

    @Test func `a directory in the place of a file`() throws {
        try Directory.removeTree(snapshot.file(ScratchSnapshot.vpcs))
        try Directory.create(snapshot.file(ScratchSnapshot.vpcs))
        #expect(throws: SnapshotError.self) { try snapshot.verified() }
    }

    /// What a link leads to may be anything the next time.
    @Test(arguments: ["manifest.json", "manifest.note", "\(scope)/vpc.fernet"])
    func `a link in the place of a file, to the same bytes`(name: String) throws {
        try snapshot.replaceByLink(snapshot.file(name))
        expect(.foreignFile(path: snapshot.file(name)))
    }

    @Test(arguments: ["extra", "\(scope)/extra.fernet"])
    func `a link more`(name: String) throws {
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: snapshot.file(name), withDestinationPath: "manifest.json")
        expect(.foreignFile(path: snapshot.file(name)))
    }

    @Test(arguments: ["records", "records/aws/123456789012", scope])
    func `a link in the place of a directory, to the same files`(name: String) throws {
        try snapshot.replaceByLink(snapshot.file(name))
        expect(.foreignFile(path: snapshot.file(name)))
    }

    @Test func `nothing at all`() throws {
        try Directory.removeTree(snapshot.path)
        expect(.notASnapshot(path: snapshot.path))
        try Directory.create(snapshot.path)
        expect(.notASnapshot(path: snapshot.path))
    }

    @Test func `a file in the place of the snapshot`() throws {
        try Directory.removeTree(snapshot.path)
        try snapshot.write([], to: snapshot.path)
        let manifest = snapshot.file("manifest.json")
        expect(.unreadable(SystemError(call: "open", path: manifest, code: ENOTDIR)))
    }

    /// The crash came before the note, or between the note and the name.
    @Test(arguments: [["manifest.json", "manifest.note"], ["manifest.note"], []])
    func `a snapshot that was never closed`(missing: [String]) throws {
        for name in missing { try Directory.removeTree(snapshot.file(name)) }
        let partial = "\(snapshot.path).partial"
        try DurableFile.move(snapshot.path, to: partial)
        for path in [partial, "\(partial)/"] {
            #expect(throws: SnapshotError.notASnapshot(path: partial)) {
                try SnapshotDirectory(path: path).verified(by: ScratchSnapshot.verifier)
            }
        }
    }
}
