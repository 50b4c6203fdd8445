// SPDX-License-Identifier: Apache-2.0
import Sealing
import Testing
import Transports

/// What every transport promises.
struct TransportConformance {
    private static let manifest = Array("{}\n".utf8)
    private static let note = Array("note\n".utf8)

    @Test(arguments: TransportBench.Kind.allCases)
    func `a finished stream takes no more`(kind: TransportBench.Kind) async throws {
        let destination = try TransportBench(kind)
        try await destination.transport.begin()
        let stream = try await destination.transport.open("aws/1/r/ec2/vpc")
        let records = try Records.sealed("a")
        try await stream.append(records)
        try await stream.finish()
        for records in [records, []] {
            await #expect {
                try await stream.append(records)
            } throws: { error in
                guard case .finished(let path) = error as? TransportError else { return false }
                return path.contains("aws/1/r/ec2/vpc")
            }
        }
        _ = try await destination.transport.commit(manifest: Self.manifest, note: Self.note)
        let kept = try destination.visible()["records/aws/1/r/ec2/vpc.fernet"]
        #expect(kept == (kind.keeps ? records.lines : nil))
    }

    @Test(arguments: TransportBench.Kind.allCases)
    func `streams in turn do not mix`(kind: TransportBench.Kind) async throws {
        let destination = try TransportBench(kind)
        try await destination.transport.begin()
        let first = try await destination.transport.open("aws/1/r/ec2/vpc")
        let second = try await destination.transport.open("aws/1/r/ec2/subnet")
        let empty = try await destination.transport.open("aws/1/r/s3/bucket")
        let records = try Records.sealed("a", "b", "c", "d", "e")
        try await first.append(Array(records[0...1]))
        try await second.append([records[2]])
        try await first.append([])
        try await first.append([records[3]])
        try await first.finish()
        try await second.append([records[4]])
        try await empty.finish()
        try await second.finish()
        let location = try await destination.transport.commit(manifest: Self.manifest, note: Self.note)
        #expect(location == (kind.keeps ? destination.committed : nil))
        var expected = [
            "manifest.json": "{}\n", "manifest.note": "note\n",
            "records/aws/1/r/ec2/vpc.fernet": [records[0], records[1], records[3]].lines,
            "records/aws/1/r/ec2/subnet.fernet": [records[2], records[4]].lines,
            "records/aws/1/r/s3/bucket.fernet": "",
        ]
        if kind == .recordFiles { expected["records/aws/1/r/s3/bucket.fernet"] = nil }
        #expect(try destination.visible() == (kind.keeps ? expected : [:]))
    }

    @Test(arguments: TransportBench.Kind.allCases)
    func `streams side by side do not mix`(kind: TransportBench.Kind) async throws {
        let destination = try TransportBench(kind)
        try await destination.transport.begin()
        let kept = try await withThrowingTaskGroup(of: (String, String).self) { group in
            for unit in 0..<12 {
                group.addTask {
                    let stream = try await destination.transport.open("aws/1/r/ec2/t\(unit)")
                    let records = try Records.sealed("\(unit)", String(repeating: "x", count: 5000), "end")
                    for record in records {
                        try await stream.append([record])
                        await Task.yield()
                    }
                    try await stream.finish()
                    return ("records/aws/1/r/ec2/t\(unit).fernet", records.lines)
                }
            }
            return try await group.reduce(into: [String: String]()) { $0[$1.0] = $1.1 }
        }
        _ = try await destination.transport.commit(manifest: Self.manifest, note: Self.note)
        let visible = try destination.visible().filter { $0.key.hasPrefix("records/") }
        #expect(visible == (kind.keeps ? kept : [:]))
        #expect(kept.count == 12)
    }

    @Test(arguments: TransportBench.Kind.allCases)
    func `nothing is visible before it is committed`(kind: TransportBench.Kind) async throws {
        let destination = try TransportBench(kind)
        try await destination.transport.begin()
        #expect(try destination.visible().isEmpty)
        let stream = try await destination.transport.open("aws/1/r/ec2/vpc")
        try await stream.append(Records.sealed("a"))
        #expect(try destination.visible().isEmpty)
        try await stream.finish()
        #expect(try destination.visible().isEmpty)
        _ = try await destination.transport.commit(manifest: Self.manifest, note: Self.note)
        #expect(try destination.visible().isEmpty != kind.keeps)
    }

    @Test(arguments: TransportBench.Kind.allCases, 0...4)
    func `abandoning leaves nothing, whenever it comes`(kind: TransportBench.Kind, steps: Int) async throws {
        let destination = try TransportBench(kind)
        if steps > 0 { try await destination.transport.begin() }
        if steps > 1 {
            let stream = try await destination.transport.open("aws/1/r/ec2/vpc")
            if steps > 2 { try await stream.append(Records.sealed("a")) }
            if steps > 3 { try await stream.finish() }
        }
        await destination.transport.abandon()
        #expect(destination.paths().isEmpty)
        await destination.transport.abandon()
        #expect(destination.paths().isEmpty)
    }

    @Test(arguments: TransportBench.Kind.allCases)
    func `a committed snapshot is not abandoned`(kind: TransportBench.Kind) async throws {
        let destination = try TransportBench(kind)
        try await destination.transport.begin()
        _ = try await destination.transport.commit(manifest: Self.manifest, note: Self.note)
        let before = try destination.visible()
        #expect(before.isEmpty != kind.keeps)
        await destination.transport.abandon()
        #expect(try destination.visible() == before)
    }

    @Test(arguments: TransportBench.Kind.allCases)
    func `what was kept stays, what came behind it goes, and the stream goes on`(kind: TransportBench.Kind) async throws
    {
        let destination = try TransportBench(kind)
        try await destination.transport.begin()
        let path = "aws/1/r/ec2/vpc"
        let records = try Records.sealed("a", "b", "c", "d")
        let first = try await destination.transport.open(path)
        try await first.append(Array(records[..<3]))
        try await first.synchronize()
        // The process ends here. Of three records two stand in its journal.
        let kept = KeptRecords(count: 2, bytes: records[0].token.count + records[1].token.count)
        let again = try destination.again(kind)
        guard kind.keeps else {
            await #expect(throws: TransportError.missing(path: "null")) { try await again.resume(keeping: [path]) }
            return
        }
        // Of this one nothing is remembered.
        try await destination.transport.open("aws/1/r/s3/bucket").finish()
        try await again.resume(keeping: [path])
        var found: [[UInt8]] = []
        #expect(try await again.visit(path, kept) { found.append($0) })
        #expect(found == records[..<2].map(\.token))
        #expect(try await !again.visit(path, KeptRecords(count: 4, bytes: 0)) { _ in })
        #expect(try await !again.visit("aws/1/r/ec2/other", kept) { _ in })
        let second = try await again.open(path, keeping: kept)
        try await second.append([records[3]])
        try await second.finish()
        // And one that starts anew.
        let other = try await again.open("aws/1/r/ec2/subnet", keeping: .none)
        try await other.finish()
        _ = try await again.commit(manifest: Self.manifest, note: Self.note)
        let visible = try destination.visible()
        #expect(visible["records/aws/1/r/s3/bucket.fernet"] == nil)
        #expect(visible["records/\(path).fernet"] == (records[..<2] + [records[3]]).lines)
        await #expect(throws: TransportError.self) { try await again.resume(keeping: [path]) }
    }
}
