// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// A snapshot that was killed is gone on with, and is what it would have been.
struct ResumeTests {
    /// Lists of many pages, each of which takes a while.
    private static func workspace(_ milliseconds: Int = 4) async throws -> Workspace {
        let workspace = try await Workspace.ofManyPages()
        if milliseconds > 0 {
            try await workspace.lab.simulator("faults", [["path": "", "milliseconds": JSONValue(milliseconds)]])
        }
        return workspace
    }

    /// What a record says, but for when and in which snapshot it was taken.
    private func essence(_ records: [JSONValue]) -> [JSONValue] {
        records.map { record in
            [
                "type": record["resource_type"] ?? .null, "id": record["metadata"]?["resource_id"] ?? .null,
                "sequence": record["metadata"]?["sequence"] ?? .null,
                "configuration": record["configuration"] ?? .null,
            ]
        }
    }

    /// The only other closed snapshot, where none is unfinished.
    private func closed(_ workspace: Workspace, besides first: String) throws -> String? {
        let names = try FileManager.default.contentsOfDirectory(atPath: workspace.output)
        if names.contains(where: { $0.hasSuffix(".journal") }) { return nil }
        return names.filter { !first.hasSuffix($0) }.max()
    }

    /// How many lines the journals have.
    private func lines(_ workspace: Workspace) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: workspace.output)) ?? []
        return names.filter { $0.hasSuffix(".journal") }
            .reduce(0) { $0 + workspace.text("\(workspace.output)/\($1)").utf8.count { $0 == 0x0A } }
    }

    /// Killed some milliseconds after its journal has got so many lines.
    private func killed(
        _ workspace: Workspace, _ subcommand: String, lines: Int, milliseconds: Int
    ) async throws -> Command {
        let program = try Program.start(subcommand, "--quiet", "--config", workspace.config)
        try await program.until { self.lines(workspace) >= lines }
        try await Task.sleep(for: .milliseconds(milliseconds))
        program.signal(SIGKILL)
        return try await program.ended()
    }

    private func setLayout(_ layout: String, _ workspace: Workspace) throws {
        try workspace.edit("  type: filesystem\n", "  type: filesystem\n  layout: \(layout)\n  compression: gzip\n")
    }

    /// prowler#3187, prowler#4947, cloudquery#4585: scans that die at 95 % and begin at 0 %; ScoutSuite#88: a flag to
    /// resume that does nothing.
    /// The limit is against a hang, not against a slow machine.
    @Test(.timeLimit(.minutes(20)))
    func `killed again and again, it is record by record what an undisturbed run gives`() async throws {
        try await killedAgainAndAgain(try await Self.workspace())
    }

    @Test(.timeLimit(.minutes(20)))
    func `so it is with a file for each record, compressed`() async throws {
        let workspace = try await Self.workspace()
        try setLayout("per-record", workspace)
        try await killedAgainAndAgain(workspace)
    }

    private func killedAgainAndAgain(_ workspace: Workspace) async throws {
        let whole = try await workspace.snapshot()
        let path = whole.outputText.trimmingCharacters(in: .newlines)
        let expected = essence(try await workspace.decrypted(path))
        #expect(expected.count > 100)
        var dice = SeededGenerator(seed: Endurance.seed)
        for _ in 0..<Endurance.factor {
            var kills = 0
            var lines = 3
            var command: Command
            repeat {
                kills += 1
                lines += Int.random(in: 1...60, using: &dice)
                command = try await killed(
                    workspace, kills == 1 ? "snapshot" : "resume", lines: lines,
                    milliseconds: Int.random(in: 0...30, using: &dice))
                if command.status == 137, let closed = try closed(workspace, besides: path) {
                    // Between the end of its journal and its own: nothing is left to be done, and it can be asked for.
                    command = try await Program.run("resume", closed, "--config", workspace.config)
                }
            } while command.status == 137
            #expect(kills > 2)
            #expect(command.status == whole.status, "\(command.errorText)")
            let resumed = command.outputText.trimmingCharacters(in: .newlines)
            #expect(essence(try await workspace.decrypted(resumed)) == expected)
            let manifest = try workspace.manifest(resumed)
            #expect((manifest["resumptions"]?.integer ?? 0) > 0)
            // Every unit names the session that it was read with, and all of them stand there.
            let sessions = manifest["sessions"]?.array?.count ?? 0
            #expect(manifest["units"]?.array?.allSatisfy { ($0["session"]?.integer ?? 0) < sessions } == true)
            let verify = try await Program.run("verify", resumed, "--public-key", workspace.publicKey)
            #expect(verify.status == 0, "\(verify.errorText)")
            let names = try FileManager.default.contentsOfDirectory(atPath: workspace.output)
            #expect(names.allSatisfy { !$0.hasSuffix(".journal") && !$0.hasSuffix(".partial") }, "\(names)")
            let audit = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
            #expect(audit.status == 0, "\(audit.errorText)")
        }
    }

    /// Ended by a signal behind the first page of a unit that has several.
    private func interrupted(
        _ workspace: Workspace, delay: Int, lines: Int = 4,
        extractors: String = "  gcp:\n    compute: {enabled: true, types: [instance], projects: [demo-project]}\n"
    ) async throws -> Command {
        try await workspace.lab.simulator(
            "faults",
            [["path": "aggregated/instances", "skip": 1, "milliseconds": JSONValue(delay)]])
        try workspace.directory.write("extractors.yaml", "extractors:\n\(extractors)")
        let program = try Program.start("snapshot", "--config", workspace.config)
        try await program.until { self.lines(workspace) >= lines }
        program.signal(SIGTERM)
        return try await program.ended()
    }

    @Test func `a signal keeps what was read, says how to go on, and no page is asked for twice`() async throws {
        let workspace = try await Self.workspace(0)
        let command = try await interrupted(workspace, delay: 600_000)
        #expect(command.status == 130, "\(command.errorText)")
        #expect(command.errorText.contains("go on with cloud-extractor resume"))
        try await workspace.lab.simulator("faults", [])
        let before = try await workspace.lab.simulatorRequests().count
        let resumed = try await Program.run("resume", "--config", workspace.config)
        #expect(resumed.status == 0, "\(resumed.errorText)")
        let asked = try await workspace.lab.simulatorRequests().dropFirst(before).filter {
            $0["path"]?.string?.contains("demo-project/aggregated/instances") == true
        }
        #expect(!asked.isEmpty)
        // The first page of the project that was begun is not among them.
        #expect(
            asked.allSatisfy { $0["query"]?["pageToken"] != nil || $0["query"]?.string?.contains("pageToken") == true })
        let again = try await Program.run("resume", "--config", workspace.config)
        #expect(again.status == 12, "\(again.errorText)")
    }

    @Test func `a page token that is good no more starts the unit anew, and another configuration is refused`()
        async throws
    {
        let workspace = try await Self.workspace(0)
        _ = try await interrupted(workspace, delay: 600_000)
        // Another configuration.
        let text = try String(contentsOf: URL(filePath: workspace.config), encoding: .utf8)
        try workspace.directory.write("production.yaml", text + "\n# changed\n")
        let refused = try await Program.run("resume", "--config", workspace.config)
        #expect(refused.status == 12 && refused.errorText.contains("configuration is another one"))
        try workspace.directory.write("production.yaml", text)
        try await workspace.lab.simulator(
            "faults",
            [
                [
                    "path": "demo-project/aggregated/instances.*pageToken", "times": 1, "status": 400,
                    "body": ["error": ["code": 400, "status": "INVALID_ARGUMENT"]],
                ]
            ])
        let resumed = try await Program.run("resume", "--config", workspace.config)
        #expect(resumed.status == 0, "\(resumed.errorText)")
        let path = resumed.outputText.trimmingCharacters(in: .newlines)
        let records = essence(try await workspace.decrypted(path))
        let whole = essence(try await workspace.decrypted(try await workspace.taken()))
        #expect(records == whole && !whole.isEmpty)
    }

    @Test func `what was read of a cloud that cannot be entered any more is kept, and the snapshot holds`() async throws
    {
        let workspace = try await Self.workspace(0)
        let azure = "  azure:\n    compute: {enabled: true, types: [availability-set, disk]}\n"
        let gcp = "  gcp:\n    compute: {enabled: true, types: [instance], projects: [demo-project]}\n"
        let command = try await interrupted(workspace, delay: 600_000, lines: 6, extractors: azure + gcp)
        #expect(command.status == 130, "\(command.errorText)")
        try await workspace.lab.simulator(
            "faults",
            [["path": "login.microsoftonline.com", "status": 400, "body": ["error": "invalid_client"]]])
        let resumed = try await Program.run("resume", "--config", workspace.config)
        #expect(resumed.status == 3, "\(resumed.errorText)")
        let path = resumed.outputText.trimmingCharacters(in: .newlines)
        let units = try workspace.manifest(path)["units"]?.array ?? []
        let left = units.filter { $0["resource_type"]?.string?.hasPrefix("azure:") == true }
        #expect(left.allSatisfy { $0["outcome"] == "complete" || $0["reason"] == "NotInPlan" })
        #expect(left.contains { $0["outcome"] == "complete" })
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
    }
}
