// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import Sealing
import TestSupport
import Testing
import Transports

struct FilesystemTransportTests {
    private let destination: TransportBench

    init() throws { destination = try TransportBench(.filesystem) }

    private func take(_ unit: String, _ records: [SealedRecord] = []) async throws {
        let stream = try await destination.transport.open(unit)
        try await stream.append(records)
        try await stream.finish()
    }

    private func commit() async throws {
        _ = try await destination.transport.commit(manifest: [1, 2, 3], note: [4, 5])
    }

    @Test func `a stream is one token per line`() async throws {
        let records = try Records.sealed("a", "b", "c")
        try await destination.transport.begin()
        try await take("aws/1/r/ec2/vpc", records)
        try await commit()
        let tokens = records.map { String(decoding: $0.token, as: UTF8.self) }
        #expect(Set(tokens).count == 3)
        #expect(
            try destination.text("\(destination.committed)/records/aws/1/r/ec2/vpc.fernet")
                == "\(tokens[0])\n\(tokens[1])\n\(tokens[2])\n")
        #expect(try FileDescriptor.contents(of: "\(destination.committed)/manifest.json") == [1, 2, 3])
        #expect(try FileDescriptor.contents(of: "\(destination.committed)/manifest.note") == [4, 5])
    }

    @Test func `before the commit there is a partial directory and nothing else`() async throws {
        try await destination.transport.begin()
        try await take("aws/1/r/ec2/vpc", Records.sealed("a"))
        #expect(destination.paths().allSatisfy { $0.hasPrefix("\(TransportBench.snapshot).partial") })
        #expect(
            destination.paths().last == "\(TransportBench.snapshot).partial/records/aws/1/r/ec2/vpc.fernet")
        try await commit()
        #expect(destination.paths().first == TransportBench.snapshot)
        #expect(destination.paths().allSatisfy { !$0.contains(".partial") && !$0.contains(".tmp") })
    }

    @Test func `everything is this user's alone`() async throws {
        try await destination.transport.begin()
        try await take("aws/1/r/ec2/vpc", Records.sealed("a"))
        try expectPrivate()
        try await take("aws/1/r/s3/bucket")
        try await commit()
        try expectPrivate()
        #expect(destination.paths().count == 11)
    }

    private func expectPrivate() throws {
        for path in [destination.output] + destination.paths().map({ "\(destination.output)/\($0)" }) {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == (Directory.kind(of: path) == .directory ? 0o700 : 0o600), "\(path)")
        }
    }

    @Test func `a snapshot that has begun does not begin again`() async throws {
        let occupied = TransportError.occupied(path: destination.committed)
        try await destination.transport.begin()
        await #expect(throws: occupied) { try await destination.transport.begin() }
        try await commit()
        let before = try destination.visible()
        await #expect(throws: occupied) { try await destination.transport.begin() }
        #expect(try destination.visible() == before)
    }

    @Test(arguments: ["", ".partial"])
    func `whatever has the snapshot's name is left alone`(suffix: String) async throws {
        try Directory.createWithParents(destination.output)
        let path = destination.committed + suffix
        try DurableFile.write(Array("mine".utf8).span, to: path)
        await #expect(throws: TransportError.occupied(path: destination.committed)) {
            try await destination.transport.begin()
        }
        #expect(try destination.text(path) == "mine")
    }

    @Test func `a unit has one stream`() async throws {
        try await destination.transport.begin()
        let records = try Records.sealed("a")
        try await take("aws/1/r/ec2/vpc", records)
        let path = "\(destination.partial)/records/aws/1/r/ec2/vpc.fernet"
        await #expect(throws: TransportError.storage(SystemError(call: "open", path: path, code: EEXIST))) {
            _ = try await destination.transport.open("aws/1/r/ec2/vpc")
        }
        #expect(try destination.text(path) == records.lines)
    }

    @Test func `a stream is finished once`() async throws {
        try await destination.transport.begin()
        let stream = try await destination.transport.open("aws/1/r/ec2/vpc")
        try await stream.finish()
        let path = "\(destination.partial)/records/aws/1/r/ec2/vpc.fernet"
        await #expect(throws: TransportError.finished(path: path)) { try await stream.finish() }
    }

    @Test func `snapshots lie side by side`() async throws {
        let other = FilesystemTransport(outputDirectory: destination.output, snapshot: "other")
        try await destination.transport.begin()
        try await other.begin()
        try await commit()
        await other.abandon()
        #expect(try destination.visible().keys.sorted() == ["manifest.json", "manifest.note"])
        #expect(Directory.kind(of: "\(destination.output)/other.partial") == nil)
    }

    /// Below a file nobody can make a directory, root included.
    @Test func `an output below a file is no output`() async throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("file", "mine")
        let transport = FilesystemTransport(outputDirectory: "\(file)/output", snapshot: TransportBench.snapshot)
        await #expect(throws: TransportError.storage(SystemError(call: "mkdir", path: file, code: ENOTDIR))) {
            try await transport.begin()
        }
        await transport.abandon()
        #expect(try destination.text(file) == "mine")
    }

    @Test func `a commit that fails can be abandoned`() async throws {
        try await destination.transport.begin()
        try await take("aws/1/r/ec2/vpc", Records.sealed("a"))
        // A name that is taken at the last moment.
        try Directory.createWithParents("\(destination.committed)/taken")
        let path = destination.committed
        await #expect(throws: TransportError.storage(SystemError(call: "rename", path: path, code: ENOTEMPTY))) {
            try await commit()
        }
        await destination.transport.abandon()
        #expect(destination.paths() == [TransportBench.snapshot, "\(TransportBench.snapshot)/taken"])
    }

    @Test func `who is refused does not abandon what another has begun`() async throws {
        try await destination.transport.begin()
        let second = FilesystemTransport(outputDirectory: destination.output, snapshot: TransportBench.snapshot)
        await #expect(throws: TransportError.occupied(path: destination.committed)) { try await second.begin() }
        await second.abandon()
        #expect(Directory.kind(of: destination.partial) == .directory)
    }
}
