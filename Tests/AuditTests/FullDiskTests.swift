// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import TestSupport
import Testing

@testable import Audit

/// A log on a file system of 64 KiB.
struct FullDiskTests {
    static let mayMount = getuid() == 0 && FileManager.default.fileExists(atPath: "/bin/mount")

    @Test(.enabled(if: mayMount, "needs root and mount(8)"))
    func `a full disk closes the log, and a new run goes on where it ended`() async throws {
        let scratch = try ScratchLog()
        try Directory.createWithParents(scratch.path)
        let mount = try await Command.run("/bin/mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", scratch.path])
        guard mount.status == 0 else { try Test.cancel("no file system can be mounted here: \(mount.errorText)") }
        let result = Result { try Self.fill(scratch) }
        let unmount = try await Command.run("/bin/umount", ["--lazy", scratch.path])
        #expect(unmount.status == 0, "\(unmount.errorText)")
        try result.get()
    }

    private static func fill(_ scratch: ScratchLog) throws {
        try scratch.seal(adding: 2)
        try scratch.open().announce(2..<3)
        try Data(count: 1 << 20).fill("\(scratch.path)/filler")
        let announced = try announceUntilFull(scratch.openWithKey())
        // The journal's last page took the beginning of one more.
        try Directory.removeTree("\(scratch.path)/filler")
        let journal = try AuditJournal.contents(of: scratch.contents("journal/2"))
        #expect(journal.entries == ScratchLog.entries(2..<announced))
        #expect(journal.tornCount > 0)
        try scratch.seal(adding: 1)
        let recovery = ScratchLog.recovery(droppedBytes: journal.tornCount)
        let next = ScratchLog.entries(announced + 1..<announced + 2)
        #expect(try scratch.verifiedEntries() == ScratchLog.entries(0..<announced) + [recovery] + next)
    }

    /// - Returns: the number that could not be announced.
    private static func announceUntilFull(_ log: AuditLog) throws -> Int {
        var number = 3
        let failure = #expect(throws: AuditError.self) {
            while number < 100 {
                _ = try log.authorize(Probe.self, target: "\(number)")
                number += 1
            }
        }
        guard case .notDurable(let cause) = failure else {
            Issue.record("\(String(describing: failure))")
            return number
        }
        #expect(cause.isOutOfSpace)
        #expect(throws: AuditError.closed) { _ = try log.authorize(Probe.self, target: "x") }
        #expect(throws: AuditError.closed) { try log.conclude(Probe.self, target: "x", detail: [:]) }
        #expect(throws: AuditError.closed) { try log.seal() }
        return number
    }
}

extension Data {
    /// Writes as much as the file system takes.
    fileprivate func fill(_ path: String) throws {
        let file = try FileDescriptor.open(path, for: .createNew)
        #expect(throws: SystemError(call: "write", path: path, code: ENOSPC)) { try file.write(Array(self).span) }
    }
}
