// SPDX-License-Identifier: Apache-2.0
import Cloud
import Posix
import Sealing
import Secrets
import Snapshot
import Testing

struct DecryptionTests {
    struct Enough: Error {}

    @Test func `records come in the order of the manifest`() async throws {
        let snapshot = try await ScratchSnapshot()
        let expected = [ScratchSnapshot.instances, ScratchSnapshot.vpcs].flatMap { unit in
            (0..<3).map { ScratchSnapshot.record(unit, $0, snapshot.id) }
        }
        let (found, error) = try snapshot.decrypted()
        #expect(found == expected)
        #expect(error == nil)
    }

    @Test func `the key is found by its id`() async throws {
        let snapshot = try await ScratchSnapshot()
        let ring = KeyRing(primary: .random(id: "new"), others: [.random(id: "old"), ScratchSnapshot.key])
        let (found, error) = try snapshot.decrypted(with: ring)
        #expect(found.count == 6)
        #expect(error == nil)
    }

    @Test func `a ring without the key opens nothing`() async throws {
        let snapshot = try await ScratchSnapshot()
        let (found, error) = try snapshot.decrypted(with: KeyRing(primary: .random(id: "other"), others: []))
        #expect(found.isEmpty)
        #expect(error == .unknownKey(id: ScratchSnapshot.key.id))
    }

    @Test func `another key of the same id opens nothing`() async throws {
        let snapshot = try await ScratchSnapshot()
        let ring = KeyRing(primary: .random(id: ScratchSnapshot.key.id), others: [ScratchSnapshot.key])
        let (found, error) = try snapshot.decrypted(with: ring)
        #expect(found.isEmpty)
        #expect(error == .notOpened(path: snapshot.file(ScratchSnapshot.instances), sequence: 0, .notAuthentic))
    }

    @Test func `whoever takes the records may end it`() async throws {
        let snapshot = try await ScratchSnapshot()
        let verified = try snapshot.verified()
        var visits = 0
        #expect {
            try verified.decrypt(with: ScratchSnapshot.ring) { (_: borrowing Secret) throws(Enough) in
                visits += 1
                if visits == 2 { throw Enough() }
            }
        } throws: { error in
            guard case .sink = error as? DecryptionError<Enough> else { return false }
            return true
        }
        #expect(visits == 2)
        withExtendedLifetime(snapshot) {}
    }

    /// How a file changes after it was verified, what was handed over until that showed, and how it showed.
    enum Change: CaseIterable {
        case gone, cutOff, lastDropped, firstDropped, swapped, foreign

        func apply(_ tokens: [String], foreign: String) -> String {
            switch self {
            case .gone: ""
            case .cutOff: String(tokens.joined(separator: "\n"))
            case .lastDropped: tokens.dropLast().map { $0 + "\n" }.joined()
            case .firstDropped: tokens.dropFirst().map { $0 + "\n" }.joined()
            case .swapped: "\(tokens[0])\n\(tokens[2])\n\(tokens[1])\n"
            case .foreign: "\(tokens[0])\n\(foreign)\n\(tokens[2])\n"
            }
        }

        func outcome(_ file: String) -> (count: Int, error: SnapshotError) {
            switch self {
            case .gone: (0, .missingFile(path: file))
            case .cutOff: (2, .truncated(path: file))
            case .lastDropped: (2, .wrongRecords(path: file))
            case .firstDropped: (0, .misplaced(path: file, sequence: 0))
            case .swapped: (1, .misplaced(path: file, sequence: 1))
            case .foreign: (1, .notOpened(path: file, sequence: 1, .notAuthentic))
            }
        }
    }

    @Test(arguments: Change.allCases)
    func `a file that changes after it was verified ends it`(change: Change) async throws {
        let snapshot = try await ScratchSnapshot()
        let verified = try snapshot.verified()
        let file = snapshot.file(ScratchSnapshot.instances)
        let foreign = try await ScratchSnapshot().tokens(ScratchSnapshot.instances)[1]
        let text = change.apply(try snapshot.tokens(ScratchSnapshot.instances), foreign: foreign)
        try snapshot.write(Array(text.utf8), to: file)
        if change == .gone { try Directory.removeTree(file) }
        let (found, error) = snapshot.decrypted(verified)
        let expected = change.outcome(file)
        #expect(found.count == expected.count)
        #expect(error == expected.error)
    }
}
