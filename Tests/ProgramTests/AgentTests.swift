// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The agent as a service manager sees it.
struct AgentTests {
    private static let minutely = """
        schedule:
          jobs:
            minutely: {kind: snapshot, cron: "* * * * *", services: ["aws:ec2"]}
        """

    private func lines(_ command: Command) -> [JSONValue] {
        command.errorText.split(separator: "\n").compactMap { try? JSONValue(parsing: Array($0.utf8).span) }
    }

    @Test func `a job is done when its time comes, once for each occurrence, and remembered`() async throws {
        let agent = try AgentWorkspace(try await Lab.shared(), Self.minutely)
        // The wall clock decides; the test begins less than a minute before an occurrence.
        let program = try agent.start()
        #expect(try await program.until { agent.job("minutely")["run"]?["status"]?.string == "succeeded" })
        program.signal(SIGTERM)
        let ended = try await program.ended()
        #expect(ended.status == 0, "\(ended.errorText)")
        #expect(agent.snapshots().count == 1)
        // Every line of its log is one of JSON.
        #expect(lines(ended).count == ended.errorText.split(separator: "\n").count)
        let snapshot = try #require(agent.snapshots().first)
        let verified = try await Program.run(
            "verify", "\(agent.workspace.output)/\(snapshot)", "--public-key", agent.workspace.publicKey)
        #expect(verified.status == 0)
        // What the process had given up, and for what the run was, stand in the log.
        let log = try await Program.run(
            "audit", "show", agent.workspace.audit, "--public-key", agent.workspace.publicKey)
        let entries = try log.lines()
        let start = try #require(entries.first { $0["action"]?.string == "agent.start" })["detail"]
        for given in ["core_files", "dumpable", "new_privileges"] { #expect(start?[given]?.bool == false, "\(given)") }
        #expect(start?["landlock"] != .null)
        let run = try #require(entries.first { $0["action"]?.string == "agent.run" })
        #expect(run["detail"]?["cause"]?["job"]?.string == "minutely")
        let records = try await agent.workspace.decrypted("\(agent.workspace.output)/\(snapshot)")
        #expect(!records.isEmpty)
        #expect(records.allSatisfy { $0["resource_type"]?.string?.hasPrefix("aws:ec2:") == true })
    }

    @Test func `two agents that share a schedule do an occurrence once`() async throws {
        let lab = try await Lab(["--only", "bao,ministack"])
        try await lab.allow("secret/data/cloud-extractor/demo/schedule/+", ["create", "read", "update"])
        // What concerns the agent's own log and its own disk takes no lock.
        let shared =
            Self.minutely.replacingOccurrences(of: "schedule:\n", with: "schedule:\n  lock: schedule\n")
            + "\n    audit: {kind: audit-verification, cron: \"* * * * *\"}\n"
            + "    copies: {kind: delivery, cron: \"* * * * *\"}\n"
        let agents = try (0..<2).map { _ in try AgentWorkspace(lab, shared) }
        let programs = try agents.map { try $0.start() }
        for (agent, program) in zip(agents, programs) {
            #expect(
                try await program.until {
                    ["succeeded", "taken"].contains(agent.job("minutely")["run"]?["status"]?.string)
                        && ["audit", "copies"].allSatisfy { agent.job($0)["run"]?["status"] == "succeeded" }
                })
        }
        for program in programs { program.signal(SIGTERM) }
        var taken = 0
        for program in programs {
            let ended = try await program.ended()
            #expect(ended.status == 0)
            taken += ended.errorText.components(separatedBy: "another agent has taken it").count - 1
        }
        let occurrences = agents.map { $0.job("minutely")["run"]?["occurrence"]?.string }
        // Where a minute passed in between, each may have had one.
        if occurrences[0] == occurrences[1] {
            #expect(agents.reduce(0) { $0 + $1.snapshots().count } == 1)
            #expect(taken == 1)
        }
    }

    @Test func `a configuration that cannot be used changes nothing, and a good one holds`() async throws {
        let agent = try AgentWorkspace(try await Lab.shared())
        let program = try agent.start()
        #expect(try await program.until { FileManager.default.fileExists(atPath: "\(agent.state)/schedule.json") })
        try agent.configure("nonsense: 1\n")
        program.signal(SIGHUP)
        func says(_ text: String) -> Bool { String(decoding: program.errorsSoFar, as: UTF8.self).contains(text) }
        #expect(try await program.until { says("the configuration stays as it was") && says("nonsense") })
        // What the process has denied itself it cannot read back.
        try agent.configure("")
        try agent.workspace.edit(agent.workspace.output, "\(agent.workspace.output)-elsewhere")
        program.signal(SIGHUP)
        #expect(try await program.until { says("is outside of what the agent may use") })
        try agent.workspace.edit("\(agent.workspace.output)-elsewhere", agent.workspace.output)
        try agent.configure(Self.minutely)
        program.signal(SIGHUP)
        let came = try await program.until {
            if agent.job("minutely") != .null { return true }
            program.signal(SIGHUP)
            return false
        }
        #expect(came)
        program.signal(SIGTERM)
        #expect(try await program.ended().status == 0)
    }

    @Test(arguments: [
        (#"{kind: snapshot, cron: "61 * * * *"}"#, "minute"),
        (#"{kind: snapshot, cron: "@daily", services: ["aws:nothing"]}"#, "does not enable"),
        (#"{kind: snapshot, cron: "@daily", providers: [azure]}"#, "enables nothing"),
        (#"{kind: snapshot, cron: "@daily", providers: [aws], services: ["gcp:compute"]}"#, "does not enable"),
        (#"{kind: rotation, cron: "@daily", provider: gcp}"#, "is not configured"),
        (#"{kind: rotation, cron: "@daily", provider: aws, secret: fernet}"#, "none of its credentials"),
    ])
    func `an agent whose schedule cannot be kept does not start, and says why`(job: String, why: String) async throws {
        let agent = try AgentWorkspace(try await Lab.shared(), "schedule:\n  jobs:\n    x: \(job)\n")
        let ended = try await agent.start().ended()
        #expect(ended.status == 10)
        #expect(ended.errorText.contains(why), "\(ended.errorText)")
    }

    @Test func `a service manager hears when it is ready, reads anew, lives and ends`() async throws {
        let agent = try AgentWorkspace(try await Lab.shared())
        let place = "\(agent.workspace.directory.path)/notify"
        let manager = try DatagramSocket(place)
        let program = try agent.start(environment: ["NOTIFY_SOCKET": place, "WATCHDOG_USEC": "200000"])
        var heard: [String] = []
        func hears(_ state: String) async throws {
            // Of what comes in between, as the watchdog's word, a thousand at the most.
            heard.append(try await manager.next())
            for _ in 0..<1000 where heard.last?.hasPrefix(state) != true { heard.append(try await manager.next()) }
            #expect(heard.last?.hasPrefix(state) == true, "\(heard)")
        }
        try await hears("READY=1")
        try await hears("WATCHDOG=1")
        program.signal(SIGHUP)
        try await hears("RELOADING=1\nMONOTONIC_USEC=")
        try await hears("READY=1")
        program.signal(SIGTERM)
        try await hears("STOPPING=1")
        #expect(try await program.ended().status == 0)
    }

    @Test func `a second agent with the same memory ends at once`() async throws {
        let agent = try AgentWorkspace(try await Lab.shared())
        let program = try agent.start()
        #expect(try await program.until { FileManager.default.fileExists(atPath: "\(agent.state)/schedule.json") })
        let second = try await agent.start().ended()
        #expect(second.status == 51)
        #expect(second.errorText.contains("another agent"))
        program.signal(SIGTERM)
        #expect(try await program.ended().status == 0)
    }

    @Test(.timeLimit(.minutes(20)))
    func `a snapshot that the agent's end cut off is gone on with by the next one`() async throws {
        let lab = try await Lab(["--only", "bao,ministack"])
        try await lab.addTokenKey()
        let agent = try AgentWorkspace(lab, RunningAgent.section(try await Issuer.shared(), ""))
        let snapshot = try Program.start("snapshot", "--config", agent.workspace.config)
        func hasJournal() -> Bool {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: agent.workspace.output)) ?? []
            return names.contains { $0.hasSuffix(".journal") }
        }
        try #require(try await snapshot.until(hasJournal))
        snapshot.signal(SIGKILL)
        _ = try await snapshot.ended()
        try #require(hasJournal())
        // It may take hours, and keeps nobody from asking how it comes on: the cloud does not answer now.
        let cloud = Int32(lab.number("aws", "pid"))
        kill(cloud, SIGSTOP)
        defer { kill(cloud, SIGCONT) }
        let program = try agent.start()
        func says(_ words: String) -> Bool { String(decoding: program.errorsSoFar, as: UTF8.self).contains(words) }
        #expect(try await program.until { says("the agent listens") })
        #expect(!says("a run ended"))
        kill(cloud, SIGCONT)
        #expect(try await program.until { !agent.snapshots().isEmpty })
        program.signal(SIGTERM)
        #expect(try await program.ended().status == 0)
        #expect(!hasJournal())
    }
}
