// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import TestSupport
import Testing

/// A snapshot that is wanted at a collector and in a bucket, one of which is down, or whose messenger is killed.
struct TwoPlacesTests {
    private let collector: Collector
    private let workspace: Workspace
    private let bucket = "evidence-\(UInt32.random(in: 0...(.max)))"
    private let token = "collector-test-value"

    init() async throws {
        collector = try await Collector(token: token)
        let lab = try await Lab(["--only", "bao,simulator,moto"])
        workspace = try Workspace(lab)
        try await lab.aws(at: "moto", [("s3", "create_bucket", ["Bucket": .string(bucket)])])
        let secrets: [(name: String, fields: JSONValue)] = [
            ("collector", ["token": .string(token)]),
            ("evidence", ["access_key_id": "AKIAIOSFODNN7EXAMPLE", "secret_access_key": "testing"]),
        ]
        for secret in secrets {
            try await lab.bao(
                "POST", "secret/data/cloud-extractor/demo/\(secret.name)", ["data": secret.fields], mustSucceed: true)
        }
    }

    /// From now on both places are wanted, and the agent may read what it needs to come in there.
    private func wantBoth(batchSize: Int = 100) async throws {
        try workspace.edit(
            "  type: filesystem\n",
            """
              type: filesystem
              deliver_to:
                - type: http
                  url: \(collector.address)/v1
                  token: collector
                  batch_size: \(batchSize)
                - type: s3
                  bucket: \(bucket)
                  prefix: here
                  region: us-east-1
                  credentials: evidence
                  endpoint_url: \(workspace.lab.text("moto", "endpoint"))

            """)
        try workspace.edit("retry_delay: 0.2", "retry_delay: 0.01")
        let printed = try await Program.run("policy", "vault", "reader", "--config", workspace.config)
        try await workspace.lab.bao(
            "POST", "sys/policies/acl/cloud-extractor", ["policy": .string(printed.outputText)], mustSucceed: true)
    }

    private func extract(_ types: String) throws {
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  gcp:\n    compute: {enabled: true\(types), projects: [demo-project]}\n")
    }

    /// What is in the bucket, as a directory.
    private func downloaded() async throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        let command = try await Command.run(
            Repository.python,
            [
                "\(Repository.root)/scripts/oracle/bucket.py", workspace.lab.text("moto", "endpoint"), bucket,
                directory.path,
            ])
        guard command.status == 0 else { throw Oracle.Failed(description: command.errorText) }
        return directory
    }

    private func contents(_ path: String) throws -> [String: Data] {
        try Dictionary(
            uniqueKeysWithValues: Workspace.files(below: path).map {
                (String($0.path.dropFirst(path.count)), $0.contents)
            })
    }

    private func verify(_ path: String) async throws {
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
    }

    /// Of each place, how the deliveries to it ended.
    private func results() async throws -> (http: [String], s3: [String]) {
        let shown = try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey)
        let ends = try shown.lines().filter { $0["action"] == "snapshot.deliver" && $0["phase"] == "outcome" }
        func of(_ place: String) -> [String] {
            ends.filter { $0["target"]?.string?.contains(place) == true }.compactMap { $0["detail"]?["result"]?.string }
        }
        return (of(collector.address), of(bucket))
    }

    @Test func `a place that is down keeps the snapshot from no other, and gets it once it is up`() async throws {
        try extract(", types: [instance, disk]")
        try await wantBoth()
        try await collector.fail(["status": 503, "times": 1000])
        let command = try await workspace.snapshot()
        #expect(command.status == 5, "\(command.errorText)")
        #expect(command.errorText.contains(collector.address) && command.errorText.contains("cloud-extractor deliver"))
        let path = command.outputText.trimmingCharacters(in: .newlines)
        let id = URL(filePath: path).lastPathComponent
        let whole = try contents(path)
        let there = try await downloaded()
        try await verify("\(there.path)/here/\(id)")
        #expect(try contents("\(there.path)/here/\(id)") == whole && whole.count > 3)
        #expect(try await results() == (["busy"], ["ok"]))

        try await collector.fail(["status": 503, "times": 0])
        let deliver = try await Program.run("deliver", "--config", workspace.config)
        #expect(deliver.status == 0 && deliver.outputText == "\(id)\n", "\(deliver.errorText)")
        try await verify("\(collector.directory.path)/\(id)")
        #expect(try contents("\(collector.directory.path)/\(id)") == whole)
        // What has it is not gone to again.
        #expect(try await results() == (["busy", "ok"], ["ok"]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.output) == [id])
        let again = try await Program.run("deliver", "--config", workspace.config)
        #expect(again.status == 0 && again.errorText.contains("nothing is outstanding"))
    }

    /// prowler#3187, prowler#4947: what dies on the way begins at 0 %, or leaves halves.
    @Test(.timeLimit(.minutes(20)))
    func `a delivery that is killed again and again brings everything once`() async throws {
        try extract("")
        let path = try await workspace.taken()
        let id = URL(filePath: path).lastPathComponent
        let whole = try contents(path)
        #expect(whole.count > 30)
        try await wantBoth(batchSize: 1)
        var dice = SeededGenerator(seed: Endurance.seed)
        var kills = 0
        for _ in 0..<8 * Endurance.factor {
            let program = try Program.start("deliver", id, "--quiet", "--config", workspace.config)
            let more = try files() + Int.random(in: 0...10, using: &dice)
            try await program.until { try files() >= more }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...30, using: &dice)))
            program.signal(SIGKILL)
            let command = try await program.ended()
            if command.status == 0 { break }
            #expect(command.status == 137, "\(command.errorText)")
            kills += 1
        }
        #expect(kills > 2)
        print("killed \(kills) times, \(try files()) of \(whole.count) files had come")

        let deliver = try await Program.run("deliver", id, "--config", workspace.config)
        #expect(deliver.status == 0, "\(deliver.errorText)")
        #expect(try contents("\(collector.directory.path)/\(id)") == whole)
        let there = try await downloaded()
        #expect(try contents("\(there.path)/here/\(id)") == whole)
        #expect(try contents("\(there.path)/here").count == whole.count)
        for place in [path, "\(collector.directory.path)/\(id)", "\(there.path)/here/\(id)"] { try await verify(place) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.output) == [id])
        let audit = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
        #expect(audit.status == 0, "\(audit.errorText)")
    }

    /// How many files the collector has, of all that it has ever begun.
    private func files() throws -> Int { try Workspace.files(below: collector.directory.path).count }
}
