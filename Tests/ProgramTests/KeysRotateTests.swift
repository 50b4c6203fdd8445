// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Old snapshots under a new key, against OpenBao.
struct KeysRotateTests {
    private let workspace: Workspace

    init() async throws {
        workspace = try Workspace(try await Lab(["--only", "bao,simulator"]))
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  gcp:\n    compute: {enabled: true, types: [instance, disk], projects: [demo-project]}\n")
    }

    private var ring: String { "secret/data/cloud-extractor/demo/fernet" }

    /// Makes a new key the primary one, and gives the agent the rights to keep the ring.
    ///
    /// - Returns: the old one's id.
    private func addKey() async throws -> String {
        let made = try await Program.run("keys", "generate", "fernet", "--id", "new")
        let key = try JSONValue(parsing: Array(made.output).span)
        let there = try await workspace.lab.bao("GET", ring, nil, mustSucceed: true)
        var fields = try #require(there["data"]?["data"]?.object)
        let old = try #require(fields["primary"]?.string)
        fields["primary"] = "new"
        fields["key_new"] = key["key_new"]
        try await workspace.lab.bao("POST", ring, ["data": .object(fields)], mustSucceed: true)
        return old
    }

    private func keepRing() async throws {
        let printed = try await Program.run("policy", "vault", "keeper", "--config", workspace.config)
        try await workspace.lab.bao(
            "POST", "sys/policies/acl/cloud-extractor", ["policy": .string(printed.outputText)], mustSucceed: true)
    }

    private func rotate(_ arguments: String...) async throws -> Command {
        try await Command.run(Program.path, ["keys", "rotate", "--config", workspace.config] + arguments)
    }

    private func keys() async throws -> [String] {
        let there = try await workspace.lab.bao("GET", ring, nil, mustSucceed: true)
        return (there["data"]?["data"]?.object?.members ?? []).map(\.name).filter { $0.hasPrefix("key_") }.sorted()
    }

    @Test func `a key is not dropped that a snapshot behind a link is under`() async throws {
        let path = try await workspace.taken()
        let elsewhere = "\(workspace.directory.path)/elsewhere"
        try FileManager.default.moveItem(atPath: path, toPath: elsewhere)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: elsewhere)
        let old = try await addKey()
        try await keepRing()
        let command = try await rotate("--drop", old)
        #expect(command.status == 43, "\(command.errorText)")
        #expect(try await keys().contains("key_\(old)"))
        #expect(try await !workspace.decrypted(path).isEmpty)
    }

    @Test(arguments: ["per-unit", "per-record"])
    func `a snapshot under a new key has the same records and no old token`(layout: String) async throws {
        try workspace.edit("  type: filesystem\n", "  type: filesystem\n  layout: \(layout)\n  compression: gzip\n")
        let path = try await workspace.taken()
        let records = try await workspace.decrypted(path)
        let before = workspace.text("\(path)/manifest.json")
        let tokens = try Set(Workspace.files(below: "\(path)/records").map(\.contents))
        let old = try await addKey()
        try await keepRing()

        let rotated = try await rotate("--drop", old)
        #expect(rotated.status == 0, "\(rotated.errorText)")
        #expect(rotated.outputText == "\(URL(filePath: path).lastPathComponent)\n")
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
        #expect(try await workspace.decrypted(path) == records)
        #expect(try Workspace.files(below: "\(path)/records").allSatisfy { !tokens.contains($0.contents) })
        let manifest = try JSONValue(parsing: Array(workspace.text("\(path)/manifest.json").utf8).span)
        #expect(manifest["encryption"]?["key_id"] == "new")
        #expect(manifest["rekeyed"]?.array?.map { $0["key_id"]?.string } == [old])
        #expect(try await !keys().contains("key_\(old)"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.output).count == 1)

        // What came in place of what can be followed in the log.
        let shown = try await Program.run("audit", "show", workspace.audit, "--public-key", workspace.publicKey)
        let entry = try #require(
            try shown.lines().first { $0["action"] == "snapshot.rekey" && $0["phase"] == "intent" })
        let replaced = try #require(entry["detail"]?["replaced_manifest_sha256"]?.string)
        #expect(manifest["rekeyed"]?.array?.first?["manifest_sha256"]?.string == replaced)
        let closed = try #require(try shown.lines().first { $0["action"] == "snapshot.close" })
        #expect(closed["detail"]?["manifest_sha256"]?.string == replaced)
        #expect(before != workspace.text("\(path)/manifest.json"))

        let again = try await rotate()
        #expect(again.status == 0 && again.outputText.isEmpty)
    }

    @Test func `a key that something needs stays in the ring`() async throws {
        let path = try await workspace.taken()
        let old = try await addKey()
        try await keepRing()
        let primary = try await rotate("--drop", "new")
        #expect(primary.status == 43, "\(primary.errorText)")
        // A snapshot that cannot be looked at may need it.
        let id = URL(filePath: path).lastPathComponent
        try Workspace.flip("\(path)/manifest.json", at: 20)
        let damaged = try await rotate("--drop", old)
        #expect(damaged.status == 40, "\(damaged.errorText)")
        try Workspace.flip("\(path)/manifest.json", at: 20)
        // One that is not closed.
        try workspace.directory.write(
            "output/01JD9Y6S41TSV4RRFFQ69G5FAV.journal", "cloud-extractor/journal/v1 \(old)\n")
        let unfinished = try await rotate("--drop", old)
        #expect(unfinished.status == 43, "\(unfinished.errorText)")
        try FileManager.default.removeItem(atPath: "\(workspace.output)/01JD9Y6S41TSV4RRFFQ69G5FAV.journal")
        // A disk that is not mounted has no snapshots at all.
        try FileManager.default.moveItem(atPath: workspace.output, toPath: "\(workspace.output)-elsewhere")
        let unmounted = try await rotate("--drop", old)
        #expect(unmounted.status == 51, "\(unmounted.errorText)")
        #expect(try await keys().contains("key_\(old)"))
        try FileManager.default.moveItem(atPath: "\(workspace.output)-elsewhere", toPath: workspace.output)
        // The journal that a run leaves which ends right behind the closing needs no key.
        try workspace.directory.write("output/\(id).journal", "cloud-extractor/journal/v1 \(old)\n")
        try workspace.directory.write(
            "output/01JD9Y6S41TSV4RRFFQ69G5FAV.journal", "cloud-extractor/journal/v1 \(old)\n")
        #expect(unfinished.errorText.contains("01JD9Y6S41TSV4RRFFQ69G5FAV"))
        #expect(try await keys().contains("key_\(old)"))
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText) \(id)")
        try FileManager.default.removeItem(atPath: "\(workspace.output)/01JD9Y6S41TSV4RRFFQ69G5FAV.journal")
        let dropped = try await rotate("--drop", old)
        #expect(dropped.status == 0, "\(dropped.errorText)")
        #expect(try await !keys().contains("key_\(old)"))
    }

    @Test func `the reader seals snapshots anew and can take no key away`() async throws {
        let path = try await workspace.taken()
        let old = try await addKey()
        let rotated = try await rotate("--drop", old)
        #expect(rotated.status == 22, "\(rotated.errorText)")
        #expect(try await keys().contains("key_\(old)"))
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 0, "\(verify.errorText)")
    }

    @Test func `killed at any instant it leaves a whole snapshot under one key or the other`() async throws {
        let path = try await workspace.taken()
        let records = try await workspace.decrypted(path)
        _ = try await addKey()
        try await keepRing()
        for action in ["snapshot.rekey", "vault.secret.read"] {
            let program = try Program.start("keys", "rotate", "--config", workspace.config)
            try await program.until { workspace.journal.contains(action) }
            program.signal(SIGKILL)
            _ = try await program.ended()
            #expect(try await workspace.decrypted(path) == records)
        }
        let rotated = try await rotate()
        #expect(rotated.status == 0, "\(rotated.errorText)")
        #expect(try await workspace.decrypted(path) == records)
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.output).count == 1)
    }
}

extension Workspace {
    /// What the audit log has not sealed yet.
    fileprivate var journal: String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(audit)/journal")) ?? []
        return names.map { text("\(audit)/journal/\($0)") }.joined()
    }
}
