// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import TestSupport
import Testing

/// Access keys are replaced, against OpenBao and an AWS that checks signatures and policies.
struct RotateTests {
    private let rotation: RotationWorkspace

    init() async throws { rotation = try await RotationWorkspace(try await Lab(["--only", "bao,ministack"])) }

    private var workspace: Workspace { rotation.workspace }

    @Test func `a key is replaced, the old one stays for the grace, and is off before it is gone`() async throws {
        let old = try #require(try await rotation.fields()["access_key_id"]?.string)
        let plan = try await rotation.rotate("aws", "--dry-run")
        #expect(plan.status == 0 && plan.outputText.contains(old), "\(plan.errorText)")
        #expect(try await rotation.keys() == [old: true])

        let begun = try await rotation.rotate("aws", grace: "1h")
        #expect(begun.status == 0, "\(begun.errorText)")
        let new = try #require(try await rotation.fields()["access_key_id"]?.string)
        try #require(new != old)
        #expect(try await rotation.keys() == [old: true, new: true])
        #expect(try await rotation.fields()["previous_access_key_id"]?.string == old)
        let promoted = try await rotation.document()
        #expect(promoted["state"] == "promoted")
        // The new one is as old as its promotion, the old one as old as its secret was.
        #expect(promoted["current_since"] == promoted["promoted_at"])
        let since = try #require(promoted["previous_since"])
        let again = try await rotation.rotate("aws", grace: "1h")
        #expect(again.status == 0 && again.errorText.contains("is good until"))
        #expect(try await rotation.keys().count == 2)

        // Whoever reads has the new one.
        try await rotation.act(as: "reader")
        try workspace.directory.write(
            "extractors.yaml", "extractors:\n  aws:\n    ec2: {enabled: true, types: [vpc]}\n")
        let snapshot = try await workspace.snapshot()
        #expect(snapshot.status == 0, "\(snapshot.errorText)")
        // And cannot rotate.
        let refused = try await rotation.rotate("aws")
        #expect(refused.status == 22, "\(refused.errorText)")
        try await rotation.act(as: "rotator")

        // Back, and forth again.
        let back = try await rotation.rotate("rollback", "aws")
        #expect(back.status == 0, "\(back.errorText)")
        #expect(try await rotation.fields()["access_key_id"]?.string == old)
        #expect(try await rotation.document()["current_since"] == since)
        let forth = try await rotation.rotate("rollback", "aws")
        #expect(forth.status == 0, "\(forth.errorText)")

        let off = try await rotation.rotate("resume", "aws", soak: "1h")
        #expect(off.status == 0, "\(off.errorText)")
        #expect(try await rotation.document()["state"] == "disabled", "\(off.errorText)")
        #expect(try await rotation.keys() == [old: false, new: true])
        let status = try await rotation.rotate("status", "aws")
        #expect(status.status == 0 && status.outputText.contains("delete_at"))
        let audit = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
        #expect(audit.status == 0, "\(audit.errorText)")
    }

    /// In `scripts/soak` all of them.
    @Test(arguments: ["before", "after"])
    func `wherever the process ends, one good credential is left and Vault has it`(when: String) async throws {
        let stride = Endurance.factor > 1 ? 1 : 5
        var step = when == "before" ? 2 : 4
        while true {
            let point = "\(when)-\(step)"
            let (crashed, seen) = try await rotation.sampler.during {
                try await rotation.rotate("aws", environment: ["CLOUD_EXTRACTOR_FAIL_POINT": point])
            }
            #expect(seen.samples > 0 && seen.violations == [], "\(point)")
            // Where it stands now, too.
            let current = try #require(try await rotation.fields()["access_key_id"]?.string)
            #expect(try await rotation.keys()[current] == true, "\(point)")
            if crashed.status != FailPoint.status {
                #expect(crashed.status == 0, "\(point): \(crashed.errorText)")
                break
            }
            let (resumed, later) = try await rotation.sampler.during { try await settle() }
            #expect(later.samples > 0 && later.violations == [], "\(point)")
            #expect(resumed.status == 0, "\(point): \(resumed.errorText)")
            let left = try #require(try await rotation.fields()["access_key_id"]?.string)
            #expect(try await rotation.keys() == [left: true], "\(point): \(resumed.errorText)")
            let fields = try await rotation.fields().members.map(\.name)
            #expect(
                fields.allSatisfy { !$0.hasPrefix("pending_") && !$0.hasPrefix("previous_") }, "\(point): \(fields)")
            step += stride
        }
        #expect(step > 10)
        let audit = try await Program.run("audit", "verify", workspace.audit, "--public-key", workspace.publicKey)
        #expect(audit.status == 0, "\(audit.errorText)")
    }

    private func settle() async throws -> Command {
        var resumed = try await rotation.rotate("resume", "aws")
        for _ in 0..<5 where try await rotation.document()["state"] != "idle" {
            resumed = try await rotation.rotate("resume", "aws")
        }
        return resumed
    }
}
