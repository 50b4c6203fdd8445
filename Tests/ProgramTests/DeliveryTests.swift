// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Closed snapshots leave for where they are wanted, with the program as its users have it.
struct DeliveryTests {
    private let collector: Collector
    private let workspace: Workspace
    private let token = "collector-test-value"

    init() async throws {
        collector = try await Collector(token: token)
        let lab = try await Lab(["--only", "bao,simulator"])
        workspace = try Workspace(lab)
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  gcp:\n    compute: {enabled: true, types: [instance, disk], projects: [demo-project]}\n")
        try await lab.bao(
            "POST", "secret/data/cloud-extractor/demo/collector", ["data": ["token": .string(token)]],
            mustSucceed: true)
    }

    /// The snapshot stays here, or not.
    private func deliver(keeping keeps: Bool) async throws {
        let entry = "type: http\n\(keeps ? "      " : "  ")url: \(collector.address)/v1\n"
        let token = "\(keeps ? "      " : "  ")token: collector\n"
        try workspace.edit(
            "  type: filesystem\n",
            keeps ? "  type: filesystem\n  deliver_to:\n    - \(entry)\(token)" : "  \(entry)\(token)")
        if !keeps { try workspace.edit("output_dir:", "spool_dir:") }
        // The lab's policy is of the demo's secrets; this one is of the configuration's.
        let printed = try await Program.run("policy", "vault", "reader", "--config", workspace.config)
        #expect(printed.outputText.contains("data/cloud-extractor/demo/collector"))
        try await workspace.lab.bao(
            "POST", "sys/policies/acl/cloud-extractor", ["policy": .string(printed.outputText)], mustSucceed: true)
    }

    private func names() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: workspace.output)) ?? []).sorted()
    }

    private func entries() async throws -> [JSONValue] {
        let shown = try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey)
        return try shown.lines().filter { $0["action"]?.string == "snapshot.deliver" }
    }

    @Test func `a snapshot is here and there, and holds in both places`() async throws {
        try await deliver(keeping: true)
        let path = try await workspace.taken()
        let there = "\(collector.directory.path)/\(URL(filePath: path).lastPathComponent)"
        for place in [path, there] {
            let verify = try await Program.run("verify", place, "--public-key", workspace.publicKey)
            #expect(verify.status == 0, "\(verify.errorText)")
        }
        #expect(try await workspace.decrypted(there) == workspace.decrypted(path))
        #expect(names().count == 1)
        #expect(try await entries().map { $0["phase"]?.string } == ["intent", "outcome"])
        let again = try await Program.run("deliver", "--config", workspace.config)
        #expect(again.status == 0 && again.errorText.contains("nothing is outstanding"))
    }

    @Test func `a far side that is down costs nothing but time`() async throws {
        try await deliver(keeping: false)
        try await collector.fail(["status": 503, "times": 1000])
        try workspace.edit("retry_delay: 0.2", "retry_delay: 0.01")
        let command = try await workspace.snapshot()
        #expect(command.status == 5, "\(command.errorText)")
        #expect(command.errorText.contains("cloud-extractor deliver"))
        // It is whole, where it was put together, and says where it is to go.
        let path = command.outputText.trimmingCharacters(in: .newlines)
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
        #expect(names().count == 2)
        #expect(try await entries().last?["detail"]?["result"] == "busy")
    }

    @Test func `an interrupted delivery ends as an interruption, and can be gone on with`() async throws {
        try await deliver(keeping: false)
        try await collector.fail(["status": 503, "times": 1000, "headers": ["Retry-After": "60"]])
        let program = try await workspace.running(until: "snapshot.deliver")
        program.signal(SIGINT)
        let interrupted = try await program.ended()
        #expect(interrupted.status == 130, "\(interrupted.errorText)")
        #expect(try await entries().last?["detail"]?["result"] == "cancelled")
        #expect(names().count == 2)
    }

    @Test func `what was spooled leaves nothing behind once it is there`() async throws {
        try await deliver(keeping: false)
        try await collector.fail(["status": 403, "times": 1])
        let command = try await workspace.snapshot()
        #expect(command.status == 5, "\(command.errorText)")
        #expect(command.errorText.contains("403"))
        let path = command.outputText.trimmingCharacters(in: .newlines)
        let id = URL(filePath: path).lastPathComponent
        let deliver = try await Program.run("deliver", "--config", workspace.config)
        #expect(deliver.status == 0, "\(deliver.errorText)")
        #expect(deliver.outputText == "\(id)\n")
        #expect(names().isEmpty, "\(names())")
        let verify = try await Program.run(
            "verify", "\(collector.directory.path)/\(id)", "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
    }

    @Test func `what was changed while it waited is not delivered`() async throws {
        try await deliver(keeping: false)
        try await collector.fail(["status": 403, "times": 1])
        let command = try await workspace.snapshot()
        let path = command.outputText.trimmingCharacters(in: .newlines)
        try Workspace.flip("\(path)/manifest.json", at: 20)
        // One that is sound waits behind it.
        try await collector.fail(["status": 403, "times": 1])
        let second = URL(filePath: try await workspace.snapshot().outputText.trimmingCharacters(in: .newlines))
        let deliver = try await Program.run("deliver", "--config", workspace.config)
        #expect(deliver.status == 5, "\(deliver.errorText)")
        let changed = URL(filePath: path).lastPathComponent
        #expect(deliver.errorText.contains("\(changed) is not at its places"), "\(deliver.errorText)")
        #expect(deliver.outputText == "\(second.lastPathComponent)\n")
        func isWhole(_ id: String) -> Bool {
            FileManager.default.fileExists(atPath: "\(collector.directory.path)/\(id)/manifest.note")
        }
        #expect(isWhole(second.lastPathComponent) && !isWhole(changed))
    }

    @Test func `a run that ended while it removed what everybody has leaves nothing in the way`() async throws {
        try await deliver(keeping: false)
        try await collector.fail(["status": 403, "times": 1])
        let path = try await workspace.snapshot().outputText.trimmingCharacters(in: .newlines)
        let id = URL(filePath: path).lastPathComponent
        let record = "\(workspace.output)/\(id).delivery"
        let outstanding = workspace.text(record)
        // As it is behind the new name, half removed, with its record and without.
        for isRecorded in [true, false] {
            let waste = "\(workspace.output)/\(id).delivered"
            try FileManager.default.createDirectory(atPath: "\(waste)/records", withIntermediateDirectories: true)
            let address = try #require(outstanding.firstMatch(of: /"outstanding":\[[^\]]*\]/)).0
            if isRecorded {
                try workspace.directory.write(
                    "output/\(id).delivery", outstanding.replacingOccurrences(of: address, with: "\"outstanding\":[]"))
                try FileManager.default.moveItem(atPath: path, toPath: "\(workspace.directory.path)/kept")
            }
            let deliver = try await Program.run("deliver", "--config", workspace.config)
            #expect(deliver.status == 0, "\(deliver.errorText)")
            #expect(names().isEmpty, "\(names())")
        }
    }

    @Test(arguments: [
        ("type: http\n  spool_dir: /tmp/x\n  url: http://collector.example\n", "url"),
        ("type: ftp\n", "none of filesystem, http, s3 and null"),
        ("type: s3\n  spool_dir: /tmp/x\n  bucket: UPPER\n", "bucket"),
        ("type: s3\n  spool_dir: /tmp/x\n  bucket: evidence\n  region: eu-central-1\n", "credentials"),
        ("type: \"null\"\n  deliver_to:\n    - {type: http, url: \"https://a.example\"}\n", "deliver_to"),
        ("type: http\n  url: https://a.example\n", "spool_dir"),
    ])
    func `a place that cannot be one is refused by its line`(section: String, word: String) async throws {
        let text = workspace.text(workspace.config)
        let start = try #require(text.range(of: "transport:\n"))
        let end = try #require(text.range(of: "\n\n", range: start.upperBound..<text.endIndex))
        try workspace.directory.write(
            "production.yaml", text[..<start.upperBound] + "  " + section + text[end.lowerBound...])
        let command = try await workspace.snapshot()
        #expect(command.status == 10, "\(command.errorText)")
        #expect(command.errorText.contains(word), "\(command.errorText)")
        #expect(command.errorText.contains("production.yaml:"))
    }

    @Test func `a far side that asks for a certificate is shown the one from Vault, and no other is let in`()
        async throws
    {
        let authority = try await Authority()
        let collector = try await Collector(
            tls: (authority.server.certificate, authority.server.key, authority.certificate))
        try workspace.edit(
            "  type: filesystem\n",
            """
              type: filesystem
              deliver_to:
                - type: http
                  url: \(collector.address)/v1
                  client_certificate: collector
                  ca_cert: \(authority.certificate)

            """)
        func store(_ pair: (certificate: String, key: String)) async throws {
            let secret: JSONValue = [
                "certificate": .string(workspace.text(pair.certificate)),
                "private_key": .string(workspace.text(pair.key)),
            ]
            try await workspace.lab.bao(
                "POST", "secret/data/cloud-extractor/demo/collector", ["data": secret], mustSucceed: true)
        }
        let printed = try await Program.run("policy", "vault", "reader", "--config", workspace.config)
        try await workspace.lab.bao(
            "POST", "sys/policies/acl/cloud-extractor", ["policy": .string(printed.outputText)], mustSucceed: true)

        // Of an authority that the far side does not know.
        try await store(try await Authority().client)
        let refused = try await workspace.snapshot()
        #expect(refused.status == 5, "\(refused.errorText)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: collector.directory.path).isEmpty)

        try await store(authority.client)
        let command = try await Program.run("deliver", "--config", workspace.config)
        #expect(command.status == 0, "\(command.errorText)")
        let there = "\(collector.directory.path)/\(command.outputText.trimmingCharacters(in: .newlines))"
        let verify = try await Program.run("verify", there, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
    }
}
