// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What becomes of the anchor where a run is held up, or ended, in the middle.
struct StoppedRunAnchorTests {
    private let anchored: AnchoredWorkspace
    private var workspace: Workspace { anchored.workspace }

    init() async throws { anchored = try AnchoredWorkspace(try await AnchoredWorkspace.lab()) }

    /// A run that has announced its session of the cloud, and has no answer yet: it stands still, and the cloud goes on.
    private func stopped() async throws -> RunningProgram {
        let signed = anchored.size(workspace.text("\(workspace.audit)/checkpoint"))
        let cloud = Int32(anchored.lab.number("simulator", "pid"))
        kill(cloud, SIGSTOP)
        defer { kill(cloud, SIGCONT) }
        let program = try Program.start("snapshot", "--config", workspace.config)
        try #require(
            try await program.until { workspace.text("\(workspace.audit)/journal/\(signed)").contains("gcp.session") })
        program.signal(SIGSTOP)
        return program
    }

    /// Two machines with one log, as after a copy of a disk: both begin well.
    @Test func `where another log of the name was anchored meanwhile, the run says so, and its log is not signed on`()
        async throws
    {
        _ = try await workspace.taken()
        let copy = "\(workspace.directory.path)/copy"
        try FileManager.default.copyItem(atPath: workspace.audit, toPath: copy)
        let other = try AnchoredWorkspace(anchored.lab)
        try FileManager.default.copyItem(atPath: copy, toPath: other.workspace.audit)
        try other.anchor(at: anchored.secret)
        // The second one comes in between.
        let program = try await stopped()
        _ = try await other.workspace.taken()
        program.signal(SIGCONT)
        let ended = try await program.ended()
        #expect(ended.status == 40, "\(ended.errorText)")
        #expect(ended.errorText.contains("rolled back") || ended.errorText.contains("is not the one"))
    }

    @Test func `a run that somebody ends leaves its entries to the next one`() async throws {
        _ = try await workspace.taken()
        let before = try #require(try await anchored.checkpoint())
        let program = try await stopped()
        program.signal(SIGKILL)
        _ = try await program.ended()
        // The first run's last words were anchored before.
        let after = try #require(try await anchored.checkpoint())
        #expect(after.size == before.size + 4)
        _ = try await workspace.taken()
        let log = try await anchored.entries()
        #expect(try await anchored.checkpoint()?.size == UInt64(log.count - 4))
    }
}
