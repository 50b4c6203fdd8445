// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Lists of many pages, of empty ones and of large ones, of servers that limit calls and of tokens that end meanwhile.
struct LongListTests {
    private static let path = "/compute/v1/projects/demo-project/global/networks"

    private struct Taken {
        let command: Command
        let unit: JSONValue
        let ids: [String]
        /// Each request for the list, as it was answered.
        let statuses: [Int]
        /// The most memory that it held, in KiB.
        let peak: Int
    }

    private func workspace() async throws -> Workspace {
        let workspace = try Workspace(try await Lab(["--only", "bao,simulator"]))
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  gcp:\n    compute: {enabled: true, types: [network], projects: [demo-project]}\n")
        return workspace
    }

    private func taken(
        _ workspace: Workspace, count: Int, size: Int, empty: Int = 0, padding: Int = 0,
        environment: [String: String] = [:], meanwhile: (RunningProgram) async throws -> Void = { _ in }
    ) async throws -> Taken {
        try await workspace.lab.simulator(
            "lists",
            [
                [
                    "path": .string(Self.path), "count": JSONValue(count), "size": JSONValue(size),
                    "empty": JSONValue(empty), "padding": JSONValue(padding),
                ]
            ])
        let before = try await workspace.lab.simulatorRequests().count
        let program = try Program.start(
            "snapshot", "--quiet", "--config", workspace.config, environment: environment)
        try await meanwhile(program)
        let status = "/proc/\(program.id)/status"
        var peak = 0
        try await program.until {
            let line = workspace.text(status).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            peak = max(peak, line.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
            return false
        }
        let command = try await program.ended()
        #expect(command.status == 0, "\(command.errorText)")
        let snapshot = command.outputText.trimmingCharacters(in: .newlines)
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(snapshot)/manifest.json"))).span)
        let verify = try await Program.run("verify", snapshot, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
        // A million of them would be the tests' own memory.
        let records = count > 100_000 ? [] : try await workspace.decrypted(snapshot)
        let requests = try await workspace.lab.simulatorRequests().dropFirst(before)
        return Taken(
            command: command, unit: manifest["units"]?.array?.first ?? .null,
            ids: records.compactMap { $0["configuration"]?["name"]?.string },
            statuses: requests.filter { $0["path"]?.string == Self.path }.compactMap { $0["status"]?.integer },
            peak: peak)
    }

    /// How many records of the list are on the disk.
    private func records(_ workspace: Workspace) -> Int {
        let files = (try? Workspace.files(below: workspace.output)) ?? []
        return files.filter { $0.path.hasSuffix("/network.fernet") }.reduce(0) {
            $0 + $1.contents.count { $0 == 0x0A }
        }
    }

    /// cloudquery#12966: a program that never ends. Both sides stand still for a while, and nothing comes of it.
    /// cloudquery#12851, #7153, #5295: all was written, and the process never ended.
    @Test func `a program and a cloud that were stopped go on as if nothing had been`() async throws {
        let workspace = try await workspace()
        let cloud = Int32(workspace.lab.number("simulator", "pid"))
        try await workspace.lab.simulator("faults", [["path": "networks", "milliseconds": 20]])
        let taken = try await taken(workspace, count: 100, size: 1) { program in
            try await program.until { self.records(workspace) >= 10 }
            for process in [cloud, program.id] {
                kill(process, SIGSTOP)
                // Nothing announces that a process stands still: it is let stand for a while.
                try await Task.sleep(for: .seconds(1))
                kill(process, SIGCONT)
            }
        }
        #expect(taken.ids.count == 100 && Set(taken.ids) == names(100))
        #expect(taken.unit["outcome"] == "complete")
    }

    private func names(_ count: Int) -> Set<String> { Set((0..<count).map { "generated-\($0)" }) }

    /// A thousand, or ten thousand in `scripts/soak`.
    @Test func `a thousand pages are a thousand calls`() async throws {
        let count = Endurance.factor > 1 ? 10_000 : 1000
        let taken = try await taken(try await workspace(), count: count, size: 1)
        #expect(taken.ids.count == count && Set(taken.ids) == names(count))
        #expect(taken.statuses == Array(repeating: 200, count: count))
        #expect(taken.unit["records"]?.integer == count)
    }

    /// cloudquery#10151: half an hour before the first row.
    @Test func `the first record is out before the last page is in`() async throws {
        let workspace = try await workspace()
        try await workspace.lab.simulator(
            "lists", [["path": .string(Self.path), "count": 400, "size": 100]])
        // The last page does not come.
        try await workspace.lab.simulator("faults", [["path": "networks.*pageToken=3", "milliseconds": 600_000]])
        let program = try Program.start("snapshot", "--quiet", "--config", workspace.config)
        let came = try await program.until { records(workspace) == 300 }
        #expect(came)
        program.signal(SIGTERM)
        #expect(try await program.ended().status == 130)
    }

    @Test func `a page without items is not the end`() async throws {
        let taken = try await taken(try await workspace(), count: 20, size: 4, empty: 3)
        #expect(taken.ids.count == 20 && Set(taken.ids) == names(20))
        #expect(taken.statuses.count == 20)
        #expect(taken.unit["outcome"] == "complete")
    }

    @Test func `a page of more than ten MiB is read whole`() async throws {
        let taken = try await taken(try await workspace(), count: 2700, size: 2700, padding: 4096)
        #expect(taken.ids.count == 2700 && Set(taken.ids) == names(2700))
        #expect(taken.statuses == [200])
    }

    /// cloudquery#15780: more throttling, no more speed.
    /// cloudquery#15: compliance over many accounts, and throttled.
    @Test func `against five calls a second at most a tenth more calls are made, and everything comes`() async throws {
        let workspace = try await workspace()
        try await workspace.lab.simulator("limit", ["path": .string(Self.path), "per_second": 5])
        let taken = try await taken(workspace, count: 60, size: 1)
        #expect(taken.ids.count == 60 && Set(taken.ids) == names(60))
        #expect(taken.statuses.contains(429))
        #expect(taken.statuses.count <= 66, "\(taken.statuses)")
    }

    /// cloudquery#4964, prowler#1165: sessions that end in the middle, and what comes after is missing.
    @Test func `a token that ends in the middle of a list is replaced before it does`() async throws {
        let workspace = try await workspace()
        // It is replaced 225 seconds before its end: in this case, after three.
        try await workspace.lab.simulator("lifetime", ["seconds": 228])
        try await workspace.lab.simulator("faults", [["path": "networks", "milliseconds": 200]])
        let taken = try await taken(workspace, count: 40, size: 1)
        #expect(taken.ids.count == 40 && Set(taken.ids) == names(40))
        #expect(taken.statuses == Array(repeating: 200, count: 40))
        let tokens = try await workspace.lab.simulatorRequests().filter {
            $0["path"]?.string?.hasSuffix(":generateAccessToken") == true
        }
        #expect((2...6).contains(tokens.count), "\(tokens.count)")
    }

    /// prowler#3187, cloudquery#4585: killed for their memory. From ten thousand to a million in `scripts/soak`.
    @Test func `twenty times the records do not take more memory`() async throws {
        let workspace = try await workspace()
        let soaks = Endurance.factor > 1
        let few = try await taken(workspace, count: soaks ? 10_000 : 1000, size: 250)
        let many = try await taken(workspace, count: soaks ? 1_000_000 : 20_000, size: 250)
        #expect(many.unit["records"]?.integer == (soaks ? 1_000_000 : 20_000))
        #expect(few.peak > 10 << 10)
        print("most memory held: \(few.peak) KiB, then \(many.peak) KiB")
        #expect(many.peak - few.peak < 8 << 10, "\(few.peak) KiB, then \(many.peak) KiB")
    }
}
