// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Several processes take a plan's parts side by side, and what is merged is what one process takes.
struct ShardTests {
    private let workspace: Workspace

    init() async throws {
        workspace = try await Workspace.ofManyPages()
    }

    private func start(_ index: Int, of count: Int) throws -> RunningProgram {
        try Program.start(
            "snapshot", "--config", workspace.config, "--shard", "\(index)/\(count)", "--audit-directory",
            "\(workspace.directory.path)/audit-\(index)")
    }

    /// All at a time.
    private func shards(_ count: Int = 3) async throws -> [String] {
        let running = try (1...count).map { try start($0, of: count) }
        var paths: [String] = []
        for program in running {
            let command = try await program.ended()
            #expect([0, 3, 4].contains(command.status), "\(command.errorText)")
            paths.append(command.path)
        }
        return paths
    }

    private func merge(_ paths: [String], config: String? = nil) async throws -> Command {
        try await Command.run(Program.path, ["merge"] + paths + ["--config", config ?? workspace.config])
    }

    /// The limit is against a hang, not against a slow machine.
    @Test(.timeLimit(.minutes(20)))
    func `three processes and one give equal records, and what is merged holds`() async throws {
        let whole = try await workspace.snapshot()
        let shards = try await shards()
        for shard in shards { #expect(try await workspace.verify(shard) == 0) }
        // By path and by id, in any order.
        let ids = shards.map { URL(filePath: $0).lastPathComponent }
        let command = try await merge([ids[2], shards[0], ids[1]])
        #expect(command.status == whole.status, "\(command.errorText)")
        let merged = command.path
        #expect(try await workspace.verify(merged) == 0)
        let records = try await workspace.essence(merged)
        let expected = try await workspace.essence(whole.path)
        #expect(records.count > 100 && records == expected)
        let manifest = try workspace.manifest(merged)
        #expect(manifest["merged"]?.array?.compactMap { $0["snapshot_id"]?.string } == ids)
        let units = try #require(manifest["units"]?.array)
        #expect(Set(units.compactMap { $0["origin"]?["snapshot_id"]?.string }) == Set(ids))
        let diff = try await Program.run("diff", whole.path, merged, "--config", workspace.config)
        #expect(diff.status == 0 && diff.output.isEmpty, "\(diff.outputText)\(diff.errorText)")
        let audit = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
        #expect(audit.status == 0, "\(audit.errorText)")
        try await readByPython(merged, units)
        // The shards are not needed any more, and a changed byte is found.
        for shard in shards { try FileManager.default.removeItem(atPath: shard) }
        #expect(try await workspace.verify(merged) == 0)
        let file = try #require(
            try Workspace.files(below: "\(merged)/records").first { !$0.contents.isEmpty })
        try Workspace.flip(file.path, at: file.contents.count / 2)
        #expect(try await workspace.verify(merged) == 40)
    }

    /// As `docs/formats.md` says: the key is derived for the unit's origin, which its records name.
    private func readByPython(_ merged: String, _ units: [JSONValue]) async throws {
        let keyID = try #require(try workspace.manifest(merged)["encryption"]?["key_id"]?.string)
        let master = try await workspace.lab.secret("fernet", "key_\(keyID)")
        for unit in units.filter({ ($0["records"]?.integer ?? 0) > 0 }).prefix(12) {
            let origin = try #require(unit["origin"]?["snapshot_id"]?.string)
            let file = try #require(unit["file"]?.string)
            let tokens = workspace.text("\(merged)/\(file)").split(separator: "\n").map { JSONValue.string(String($0)) }
            let answer = try await Oracle.ask(
                "fernet", ["derive-and-decrypt"],
                question: ["master_key": .string(master), "snapshot_id": .string(origin), "tokens": .array(tokens)])
            let plaintexts = try #require(answer["plaintexts"]?.array)
            #expect(plaintexts.count == unit["records"]?.integer)
            for plaintext in plaintexts {
                let bytes = try #require(plaintext.string.flatMap { Data(base64Encoded: $0) })
                #expect(try JSONValue(parsing: Array(bytes).span)["snapshot_id"]?.string == origin)
            }
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func `what is not all of one is refused, and leaves nothing`() async throws {
        let shards = try await shards(2)
        let before = try FileManager.default.contentsOfDirectory(atPath: workspace.output).sorted()
        let missing = try await merge([shards[0]])
        #expect(missing.status == 13 && missing.errorText.contains("there is no shard 2/2"), "\(missing.errorText)")
        let twice = try await merge([shards[0], shards[1], shards[0]])
        #expect(twice.status == 13 && twice.errorText.contains("1/2 is named twice"), "\(twice.errorText)")
        let none = try await merge([shards[0], workspace.directory.path])
        #expect(none.status == 41, "\(none.errorText)")
        // Another configuration.
        let text = try String(contentsOf: URL(filePath: workspace.config), encoding: .utf8)
        try workspace.directory.write("production.yaml", text + "\n# changed\n")
        let other = try await start(2, of: 2).ended().path
        let mixed = try await merge([shards[0], other])
        #expect(mixed.status == 13 && mixed.errorText.contains("the configuration of"), "\(mixed.errorText)")
        try FileManager.default.removeItem(atPath: other)
        // A changed shard.
        let file = try #require(
            try Workspace.files(below: "\(shards[1])/records").first { !$0.contents.isEmpty })
        try Workspace.flip(file.path, at: file.contents.count / 2)
        let changed = try await merge(shards)
        #expect(changed.status == 40, "\(changed.errorText)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.output).sorted() == before)
    }

    @Test(.timeLimit(.minutes(20)))
    func `a shard that was killed is gone on with as the shard that it was`() async throws {
        let expected = try await shards(2)
        try await workspace.lab.simulator("faults", [["path": "", "milliseconds": 100]])
        let program = try start(1, of: 2)
        try await program.until {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: workspace.output)) ?? []
            let journal = names.first { $0.hasSuffix(".journal") }.map { workspace.text("\(workspace.output)/\($0)") }
            return (journal ?? "").utf8.count { $0 == 0x0A } > 6
        }
        program.signal(SIGKILL)
        #expect(try await program.ended().status == 137)
        try await workspace.lab.simulator("faults", [])
        let resumed = try await Program.run(
            "resume", "--config", workspace.config, "--audit-directory", "\(workspace.directory.path)/audit-1")
        let shard = resumed.path
        #expect([0, 3, 4].contains(resumed.status), "\(resumed.errorText)")
        #expect(try await workspace.verify(shard) == 0)
        #expect(try workspace.manifest(shard)["shard"] == ["index": 1, "count": 2])
        #expect(try await workspace.essence(shard) == workspace.essence(expected[0]))
        let merged = try await merge([shard, expected[1]])
        #expect([0, 3, 4].contains(merged.status), "\(merged.errorText)")
        #expect(try workspace.manifest(merged.path)["resumptions"]?.integer == 1)
    }

    @Test func `a plan of a shard has its units alone, and a shard that is none is refused`() async throws {
        func units(_ arguments: String...) async throws -> Set<String> {
            // The environment counts for --shards alone.
            let command = try await Command.run(
                Program.path, ["snapshot", "--config", workspace.config, "--plan"] + arguments,
                environment: ["JOB_COMPLETION_INDEX": "1"])
            #expect(command.status == 0, "\(command.errorText)")
            return Set(command.outputText.split(separator: "\n").map(String.init).filter { $0.hasPrefix("unit ") })
        }
        let one = try await units("--shard", "1/2")
        let two = try await units("--shard", "2/2")
        let all = try await units()
        #expect(try await units("--shards", "2") == two)
        #expect(one.isDisjoint(with: two) && one.union(two) == all && !one.isEmpty && !two.isEmpty)
        for text in ["0/2", "3/2", "1", "a/b"] {
            let command = try await Program.run("snapshot", "--config", workspace.config, "--shard", text)
            #expect(command.status == 64, "\(text)")
        }
    }
    @Test(arguments: [
        ("2", nil), ("2", ""), ("2", "2"), ("2", "-1"), ("2", "+1"), ("2", "01"), ("2", " 0"), ("2", "one"),
        ("2", "18446744073709551616"), ("0", "0"), ("-1", "0"), ("two", "0"), ("2/2", "0"),
    ])
    func `an index that is none of the shards is refused`(count: String, index: String?) async throws {
        let command = try await Program.run(
            "snapshot", "--config", "/nowhere.yaml", "--shards=\(count)",
            environment: index.map { ["JOB_COMPLETION_INDEX": $0] } ?? [:])
        #expect(command.status == 64, "\(command.errorText)")
    }

    @Test func `who names a shard names it once`() async throws {
        for arguments in [
            ["snapshot", "--shard", "1/2", "--shards", "2"], ["merge"],
            ["merge", "--unmerged", "01JD9Y6S41TSV4RRFFQ69G5FAV"],
        ] {
            let command = try await Command.run(
                Program.path, arguments + ["--config", "/nowhere.yaml"], environment: ["JOB_COMPLETION_INDEX": "0"])
            #expect(command.status == 64, "\(arguments)")
        }
    }
}
