// SPDX-License-Identifier: Apache-2.0
import Cloud
import Snapshot
import Testing

/// What is done to the tokens of a unit.
struct RecordAttackTests {
    private static let unit = ScratchSnapshot.vpcs
    private static let other = ScratchSnapshot.instances

    private let snapshot: ScratchSnapshot
    private var file: String { snapshot.file(Self.unit) }
    private var wrongRecords: SnapshotError { .wrongRecords(path: file) }

    init() async throws { snapshot = try await ScratchSnapshot() }

    private func wrongCount(_ found: Int) -> SnapshotError { .wrongCount(path: file, expected: 3, found: found) }

    /// Changes the tokens of the unit and looks whether that is found.
    private func expect(_ error: SnapshotError, _ change: (inout [String]) throws -> Void) throws {
        var tokens = try snapshot.tokens(Self.unit)
        try #require(Set(tokens).count == 3)
        try change(&tokens)
        try snapshot.write(tokens, to: Self.unit)
        #expect(throws: error) { try snapshot.verified() }
    }

    @Test(arguments: [unit, other])
    func `a flipped bit of any byte`(unit: WorkUnit) throws {
        let file = snapshot.file(unit)
        let bytes = try snapshot.contents(file)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x01
            try snapshot.write(changed, to: file)
            let error: SnapshotError =
                switch (bytes[index], index) {
                case (0x0A, bytes.count - 1): .truncated(path: file)
                case (0x0A, _): .wrongCount(path: file, expected: 3, found: 2)
                default: .wrongRecords(path: file)
                }
            #expect(throws: error, "byte \(index)") { try snapshot.verified() }
        }
        try snapshot.write(bytes, to: file)
        _ = try snapshot.verified()
    }

    @Test(arguments: 0..<3)
    func `a record is dropped`(index: Int) throws {
        try expect(wrongCount(2)) { $0.remove(at: index) }
    }

    @Test(arguments: 0..<3)
    func `a record is doubled`(index: Int) throws {
        try expect(wrongCount(4)) { $0.insert($0[index], at: index) }
    }

    @Test(arguments: 0..<3)
    func `a record is doubled over another`(index: Int) throws {
        try expect(wrongRecords) { $0[index] = $0[(index + 1) % 3] }
    }

    @Test(arguments: [(0, 1), (1, 2), (0, 2)])
    func `two records change places`(first: Int, second: Int) throws {
        try expect(wrongRecords) { $0.swapAt(first, second) }
    }

    @Test(arguments: 0...3)
    func `an empty line is put in`(index: Int) throws {
        try expect(wrongCount(4)) { $0.insert("", at: index) }
    }

    @Test(arguments: ["\r", " ", "="])
    func `a record gets longer`(tail: String) throws {
        try expect(wrongRecords) { $0[1] += tail }
    }

    @Test func `a record of another unit`() throws {
        let foreign = try snapshot.tokens(Self.other)[1]
        try expect(wrongRecords) { $0[1] = foreign }
    }

    @Test func `a record of another snapshot`() async throws {
        let foreign = try await ScratchSnapshot().tokens(Self.unit)[1]
        try expect(wrongRecords) { $0[1] = foreign }
    }

    @Test func `all records of another snapshot`() async throws {
        let foreign = try await ScratchSnapshot().tokens(Self.unit)
        try expect(wrongRecords) { $0 = foreign }
    }

    @Test func `two units change their files`() throws {
        let tokens = try snapshot.tokens(Self.unit)
        try snapshot.write(snapshot.tokens(Self.other), to: Self.unit)
        try snapshot.write(tokens, to: Self.other)
        #expect(throws: SnapshotError.wrongRecords(path: snapshot.file(Self.other))) { try snapshot.verified() }
    }

    @Test func `a record in the file of a unit that has none`() throws {
        let file = snapshot.file(ScratchSnapshot.buckets)
        try snapshot.write([snapshot.tokens(Self.unit)[0]], to: ScratchSnapshot.buckets)
        #expect(throws: SnapshotError.wrongCount(path: file, expected: 0, found: 1)) { try snapshot.verified() }
    }

    @Test func `a file cut off anywhere`() throws {
        let bytes = try snapshot.contents(file)
        for count in 0..<bytes.count {
            let rest = bytes.prefix(count)
            try snapshot.write(Array(rest), to: file)
            let isWhole = rest.last == 0x0A || rest.isEmpty
            let error = isWhole ? wrongCount(rest.count { $0 == 0x0A }) : SnapshotError.truncated(path: file)
            #expect(throws: error, "\(count) bytes") { try snapshot.verified() }
        }
    }
}
