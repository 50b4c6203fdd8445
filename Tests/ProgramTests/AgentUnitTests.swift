// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// The units that stay, under a real systemd that starts, watches, reloads and stops them.
@Suite(.enabled("only root can start a systemd, and not in every container") { await ServiceManager.isPossible() })
struct AgentUnitTests {
    private static let unit = "cloud-extractor-agent.service"
    private static let snapshot = "cloud-extractor-snapshot.service"

    /// A configuration with an API, on a port that the kernel chooses unless one is given.
    private func workspace(_ lab: Lab, port: Int = 0) async throws -> Workspace {
        let section = RunningAgent.section(try await Issuer.shared(), "")
            .replacingOccurrences(of: "port: 0", with: "port: \(port)")
        return try AgentWorkspace(lab, section).workspace
    }

    private func port(_ manager: RunningServiceManager) throws -> Int {
        let match = manager.log(Self.unit).firstMatch(of: /"address":"[^"]*:([0-9]+)"[^\n]*the agent listens/)
        return try #require(match.flatMap { Int($0.1) }, "\(manager.log(Self.unit))")
    }

    /// Foundation takes a dead child away once nobody has what it inherited, and Swift Testing's wait for a child that is
    /// expected to exit never gets past one that is not taken away.
    @Test(.timeLimit(.minutes(1))) func `nothing stays of a systemd that nobody needs any more`() async throws {
        func keeper() async throws -> Int32 {
            try await ServiceManager(
                configuration: [:], credentials: ["role-id": "test-role", "secret-id": "test-secret"]
            )
            .started().keeper
        }
        let id = try await keeper()
        while FileManager.default.fileExists(atPath: "/proc/\(id)") { try await Task.sleep(for: .milliseconds(50)) }
    }

    @Test func `it is active once it serves, reads its configuration anew, and is stopped in the middle of its work`()
        async throws
    {
        let lab = try await Lab(["--only", "bao,ministack"])
        try await lab.addTokenKey()
        let workspace = try await workspace(lab)
        let manager = try await ServiceManager(workspace).started()
        let servers = ["bao", "aws"].map { Int32(lab.number($0, "pid")) }
        defer { for server in servers { kill(server, SIGCONT) } }

        // It needs the key of its API's tokens first, and Vault does not answer.
        kill(servers[0], SIGSTOP)
        #expect(try await manager.systemctl("start", "--no-block", Self.unit).status == 0)
        try await manager.until(announced: "vault.login")
        #expect(try await manager.properties(Self.unit)["ActiveState"] == "activating")
        kill(servers[0], SIGCONT)
        let active = try await manager.until(Self.unit) { $0["ActiveState"] != "activating" }
        #expect(active["ActiveState"] == "active" && active["NRestarts"] == "0", "\(manager.log(Self.unit))")
        let client = WebClient(port: try port(manager))
        #expect(try await client.send(.init("GET", "/livez")).status == 200)

        #expect(try await manager.systemctl("reload", Self.unit).status == 0)
        try await manager.until(Self.unit, says: "the configuration was read again")
        try await manager.until(Self.unit) { $0["ActiveState"] == "active" }
        let good = ServiceManager.configuration(of: workspace)
        try manager.write("production.yaml", good + "nonsense: 1\n")
        #expect(try await manager.systemctl("reload", Self.unit).status == 0)
        try await manager.until(Self.unit, says: "the configuration stays as it was")
        #expect(manager.log(Self.unit).contains("unknown key 'nonsense'"), "\(manager.log(Self.unit))")
        try await manager.until(Self.unit) { $0["ActiveState"] == "active" }
        #expect(try await client.send(.init("GET", "/readyz")).status == 200)

        // A snapshot runs, and its cloud does not answer.
        kill(servers[1], SIGSTOP)
        let token = try await Issuer.shared().tokens([
            ["algorithm": "HS256", "secret": .string(Lab.apiKey), "claims": Issuer.claims(roles: ["operator"])]
        ])
        #expect(try await client.send(.init("POST", "/v1/extractions", token: token.first)).status == 202)
        try await manager.until(announced: "aws.session.open")
        #expect(try await manager.systemctl("stop", Self.unit).status == 0)
        let stopped = try await manager.properties(Self.unit)
        #expect(stopped["ActiveState"] == "inactive" && stopped["Result"] == "success", "\(manager.log(Self.unit))")
        #expect(stopped["ExecMainCode"] == "1" && stopped["ExecMainStatus"] == "0")

        // So it is with a snapshot of its own, which says that it was interrupted.
        #expect(!manager.announced.contains("aws.session.open"))
        try manager.write("production.yaml", good)
        #expect(try await manager.systemctl("start", "--no-block", Self.snapshot).status == 0)
        try await manager.until(announced: "aws.session.open")
        #expect(try await manager.systemctl("stop", Self.snapshot).status == 0)
        let interrupted = try await manager.properties(Self.snapshot)
        #expect(interrupted["ActiveState"] == "inactive" && interrupted["Result"] == "success")
        #expect(interrupted["ExecMainStatus"] == "130", "\(manager.log(Self.snapshot))")
        let audit = try await Program.run(
            "audit", "verify", "\(manager.root)/var/lib/cloud-extractor/audit", "--public-key", workspace.publicKey)
        #expect(audit.status == 0, "\(audit.errorText)")
    }

    @Test func `its watchdog is fed, and bites when it is not`() async throws {
        let manager = try await ServiceManager(
            try await workspace(try await Lab.forAPI()),
            dropIns: [Self.unit: "[Service]\nWatchdogSec=10\nRestartSec=100ms\n"]
        ).started()
        #expect(try await manager.systemctl("start", Self.unit).status == 0, "\(manager.log(Self.unit))")
        let begun = try await manager.properties(Self.unit)
        func microseconds(_ properties: [String: String], _ name: String) -> Int { Int(properties[name] ?? "") ?? 0 }
        // Only the agent's word moves the watchdog's timestamp.
        let fed = try await manager.until(Self.unit) { now in
            now["NRestarts"] != "0" || now["ActiveState"] != "active"
                || microseconds(now, "WatchdogTimestampMonotonic")
                    > microseconds(begun, "ActiveEnterTimestampMonotonic") + 12_000_000
        }
        #expect(fed["NRestarts"] == "0" && fed["MainPID"] == begun["MainPID"], "\(manager.log(Self.unit))")
        let stop = try await manager.systemctl("kill", "--kill-whom=main", "--signal=STOP", Self.unit)
        #expect(stop.status == 0)
        let bitten = try await manager.until(Self.unit) { $0["Result"] == "watchdog" || $0["NRestarts"] != "0" }
        #expect(microseconds(bitten, "NRestarts") <= 1)
        let again = try await manager.until(Self.unit) { $0["NRestarts"] == "1" && $0["ActiveState"] == "active" }
        #expect(again["MainPID"] != begun["MainPID"])
    }

    @Test func `what a person has to mend is not tried again, and what passes is`() async throws {
        let taken = try await Peer.shared()
        let lab = try await Lab.forAPI()
        let workspace = try await workspace(lab, port: Int(taken.address.split(separator: ":").last ?? "") ?? 0)
        let manager = try await ServiceManager(
            workspace, dropIns: [Self.unit: "[Service]\nRestartSec=100ms\n"]
        ).started()
        let good = ServiceManager.configuration(of: workspace)
        try manager.write("production.yaml", good + "nonsense: 1\n")
        #expect(try await manager.systemctl("start", Self.unit).status != 0)
        let failed = try await manager.properties(Self.unit)
        #expect(failed["ActiveState"] == "failed" && failed["SubState"] == "failed" && failed["NRestarts"] == "0")
        #expect(failed["ExecMainStatus"] == "10", "\(manager.log(Self.unit))")
        #expect(manager.log(Self.unit).contains("unknown key 'nonsense'"))

        // A port that somebody else has: it was never active, however often it is tried.
        try manager.write("production.yaml", good)
        #expect(try await manager.systemctl("start", Self.unit).status != 0, "\(manager.log(Self.unit))")
        let trying = try await manager.until(Self.unit) { (Int($0["NRestarts"] ?? "") ?? 0) >= 2 }
        #expect(trying["ActiveEnterTimestampMonotonic"] == "0")
        #expect(manager.log(Self.unit).contains("cannot be listened on"), "\(manager.log(Self.unit))")
        #expect(try await manager.systemctl("stop", Self.unit).status == 0)
    }

    @Test func `the timer makes up for the snapshot that was missed while the machine was off`() async throws {
        let workspace = try await Workspace.shared()
        let timer = "cloud-extractor-snapshot.timer"
        let manager = try await ServiceManager(workspace, dropIns: [timer: "[Timer]\nRandomizedDelaySec=0\n"])
            .started()
        // systemd remembers by a file's time when a timer has elapsed last.
        let stamps = "\(manager.root)/var/lib/systemd/timers"
        try FileManager.default.createDirectory(atPath: stamps, withIntermediateDirectories: true)
        let created = FileManager.default.createFile(
            atPath: "\(stamps)/stamp-\(timer)", contents: nil,
            attributes: [.modificationDate: Date(timeIntervalSinceNow: -172_800)])
        try #require(created)
        #expect(try await manager.systemctl("start", timer).status == 0)
        let ended = try await manager.until(Self.snapshot) { Int($0["ExecMainExitTimestampMonotonic"] ?? "") ?? 0 > 0 }
        #expect(ended["Result"] == "success" && ended["ExecMainStatus"] == "0", "\(manager.log(Self.snapshot))")
        let taken = try FileManager.default.contentsOfDirectory(
            atPath: "\(manager.root)/var/lib/cloud-extractor/snapshots")
        #expect(taken.contains { $0.utf8.count == 26 }, "\(taken)")
        // And waits for the next one.
        let waiting = try await manager.until(timer) { $0["SubState"] != "running" }
        #expect(waiting["SubState"] == "waiting" && waiting["NextElapseUSecRealtime"]?.isEmpty == false)
    }
}
