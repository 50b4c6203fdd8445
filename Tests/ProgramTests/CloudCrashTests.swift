// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import TestSupport
import Testing

/// Rotations of Azure's and Google's credentials end anywhere, and are gone on with.
struct CloudCrashTests {
    typealias Kind = CloudRotation.Kind

    /// The step at which the provider is asked for a key: what is made here is prepared and stored before.
    private func creation(_ kind: Kind) -> Int { kind == .certificate || kind == .uploaded ? 5 : 4 }

    /// In `scripts/soak` at every step.
    @Test(arguments: Kind.allCases, ["before", "after"])
    func `wherever the process ends, one good credential is left and Vault has it`(
        kind: Kind, when: String
    ) async throws {
        let rotation = try await CloudRotation(kind)
        let sampler = rotation.sampler(first: try #require(try await rotation.keys().keys.first))
        let soaks = Endurance.factor > 1
        // Behind the creation nobody has the answer yet; before it the intent may be without a key.
        var step = soaks ? 1 : when == "after" ? creation(kind) : creation(kind) - 2
        while true {
            let point = "\(when)-\(step)"
            let (crashed, seen) = try await sampler.during {
                try await rotation.rotate(environment: ["CLOUD_EXTRACTOR_FAIL_POINT": point])
            }
            #expect(seen.samples > 0 && seen.violations == [], "\(point)")
            if crashed.status != FailPoint.status {
                #expect(crashed.status == 0, "\(point): \(crashed.errorText)")
                break
            }
            let (ended, later) = try await sampler.during { try await self.settle(rotation, point) }
            #expect(later.samples > 0 && later.violations == [], "\(point)")
            #expect(ended.status == 0, "\(point): \(ended.errorText)")
            #expect(try await rotation.isSettled(), "\(point): \(ended.errorText)")
            step += soaks ? 1 : 7
        }
        #expect(step > 15)
        let audit = try await Program.run(
            "audit", "verify", rotation.workspace.audit, "--public-key", rotation.workspace.publicKey)
        #expect(audit.status == 0, "\(audit.errorText)")
        try await logsIn(rotation)
    }

    /// Google says of no key whose it is: of one whose secret was lost, a person must say that nobody knows it.
    private func settle(_ rotation: CloudRotation, _ point: String) async throws -> Command {
        let command = try await rotation.settle()
        guard command.status == 70, rotation.kind == .created else { return command }
        let current = try await rotation.current()
        let keys = try await rotation.keys().keys.filter { $0 != current }
        #expect(keys.count == 1 && command.errorText.contains(keys.first ?? "-"), "\(point): \(command.errorText)")
        try await rotation.byHand(delete: keys)
        return try await rotation.settle()
    }

    /// The fields belong together: whoever reads can begin.
    private func logsIn(_ rotation: CloudRotation) async throws {
        try await rotation.act(as: "reader")
        try rotation.workspace.directory.write(
            "extractors.yaml",
            rotation.kind.provider == "azure"
                ? "extractors:\n  azure:\n    compute: {enabled: true, types: [disk]}\n"
                : "extractors:\n  gcp:\n    compute: {enabled: true, types: [network]}\n")
        let snapshot = try await rotation.workspace.snapshot()
        #expect(snapshot.status == 0, "\(snapshot.errorText)")
    }
}
