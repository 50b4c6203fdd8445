// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// One changed byte anywhere makes the matching command fail, with the exit code that says so.
struct TamperTests {
    @Test(arguments: ["records/aws/123456789012/us-east-1/ec2/instance.fernet", "manifest.json", "manifest.note"])
    func `a flipped byte of a snapshot is found`(file: String) async throws {
        let workspace = try await Workspace.shared()
        let path = try await workspace.taken()
        try Workspace.flip("\(path)/\(file)", at: 100)
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 40, "\(verify.errorText)")
        #expect(verify.errorText.contains("error: "))
        // Nothing is decrypted of a snapshot that does not hold.
        let decrypt = try await Program.run("decrypt", path, "--config", workspace.config)
        #expect(decrypt.status == 40)
        #expect(decrypt.output.isEmpty)
    }

    @Test func `a flipped byte of any file of the audit log is found`() async throws {
        let workspace = try await Workspace.shared()
        _ = try await workspace.taken()
        let files = try Workspace.files(below: workspace.audit).filter { !$0.contents.isEmpty }
        #expect(files.count >= 3)
        for file in files {
            try Workspace.flip(file.path, at: file.contents.count / 2)
            let verify = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
            #expect(verify.status == 40, "\(file.path): \(verify.errorText)")
            try file.contents.write(to: URL(filePath: file.path))
        }
        let verify = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
        #expect(verify.status == 0)
    }

    @Test func `a cut-off token file is found`() async throws {
        let workspace = try await Workspace.shared()
        let path = try await workspace.taken()
        let file = "\(path)/records/aws/123456789012/us-east-1/ec2/vpc.fernet"
        let contents = try Data(contentsOf: URL(filePath: file))
        try contents.dropLast(20).write(to: URL(filePath: file))
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 41, "\(verify.errorText)")
    }

    @Test func `a token file of another snapshot is found`() async throws {
        let workspace = try await Workspace.shared()
        let first = try await workspace.taken()
        let second = try await workspace.taken()
        let file = "records/aws/123456789012/us-east-1/ec2/vpc.fernet"
        try Data(contentsOf: URL(filePath: "\(first)/\(file)")).write(to: URL(filePath: "\(second)/\(file)"))
        let verify = try await Program.run("verify", second, "--public-key", workspace.publicKey)
        #expect(verify.status == 40, "\(verify.errorText)")
    }

    @Test func `the audit log is a log that an independent verifier accepts`() async throws {
        let workspace = try await Workspace.shared()
        _ = try await workspace.taken()
        let answer = try await Oracle.ask(
            "transparency",
            question: ["directory": .string(workspace.audit), "verifier_key": .string(workspace.publicKey)])
        #expect(answer["signature_valid"]?.bool == true)
        let entries = try #require(answer["entries"]?.array)
        #expect(entries.count == answer["size"]?.integer)
        #expect(entries.count == 18)
    }

    @Test(arguments: ["manifest.json", "manifest.note", "records/aws/123456789012/us-east-1/ec2/vpc.fernet"])
    func `a pipe in the place of a file is refused and not waited at`(file: String) async throws {
        let workspace = try await Workspace.shared()
        let path = try await workspace.taken()
        try FileManager.default.removeItem(atPath: "\(path)/\(file)")
        #expect(try await Command.run("/usr/bin/mkfifo", ["\(path)/\(file)"]).status == 0)
        let verify = try await Command.run(
            "/usr/bin/timeout", ["20", Program.path, "verify", path, "--public-key", workspace.publicKey])
        #expect(verify.status == 40, "\(verify.errorText)")
    }

    @Test func `an old snapshot under a new one's name is found`() async throws {
        let workspace = try await Workspace.shared()
        let old = try await workspace.taken()
        let new = try await workspace.taken()
        try FileManager.default.removeItem(atPath: new)
        try FileManager.default.copyItem(atPath: old, toPath: new)
        let verify = try await Program.run("verify", new, "--public-key", workspace.publicKey)
        #expect(verify.status == 40, "\(verify.errorText)")
        // Under a name that is no snapshot's, a copy is a copy.
        let copy = "\(workspace.directory.path)/evidence"
        try FileManager.default.copyItem(atPath: old, toPath: copy)
        #expect(try await Program.run("verify", copy, "--public-key", workspace.publicKey).status == 0)
    }

    @Test func `a file that says it is enormous is refused`() async throws {
        let workspace = try await Workspace.shared()
        let path = try await workspace.taken()
        _ = try await Command.run("/usr/bin/truncate", ["-s", "8T", "\(path)/manifest.json"])
        let verify = try await Program.run("verify", path, "--public-key", workspace.publicKey)
        #expect(verify.status == 51, "\(verify.errorText)")
        #expect(verify.errorText.contains("File too large"))
    }

    @Test func `a link in the place of the checkpoint is refused`() async throws {
        let workspace = try await Workspace.shared()
        _ = try await workspace.taken()
        let checkpoint = "\(workspace.audit)/checkpoint"
        try FileManager.default.moveItem(atPath: checkpoint, toPath: "\(workspace.directory.path)/moved")
        try FileManager.default.createSymbolicLink(
            atPath: checkpoint, withDestinationPath: "\(workspace.directory.path)/moved")
        let verify = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
        #expect(verify.status == 40, "\(verify.errorText)")
    }

    @Test func `a public key that is not one is refused`() async throws {
        let workspace = try await Workspace.shared()
        let path = try await workspace.taken()
        let other = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        #expect(try await Program.run("verify", path, "--public-key", other).status == 40)
        #expect(try await Program.run("verify", path, "--public-key", "nonsense").status == 10)
    }
}
