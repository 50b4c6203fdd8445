// SPDX-License-Identifier: Apache-2.0
import Audit
import Foundation
import Logging
import Posix
import Rotation
import Secrets
import TestSupport
import Testing

@testable import Agent

/// A verification of the audit log while Vault cannot be asked: here, because there is no way to log in.
struct LogVerificationTests {
    private struct PlainWording: RunWording {
        func problem(_ error: AgentError) -> RunProblem {
            RunProblem(exitCode: 1, name: "error", message: "\(error)", hint: nil)
        }

        func words(_ ending: RotationEnding) throws(RunProblem) -> String { "\(ending)" }
    }

    private enum Probe: AuditedEffect {
        static let action = "test.probe"
    }

    private let folder: TemporaryDirectory
    private let clock = HeldWallClock(1_800_000_000)
    private let vitals = AgentVitals()

    init() throws {
        folder = try TemporaryDirectory()
        // The key of config/minimal.yaml.
        let seed = Secret(copying: [UInt8](0..<32).span)
        let signer = NoteSigner(name: "cloud-extractor.example/audit/prod", seed: seed)
        guard let signer else { throw Oracle.Failed(description: "the key is none") }
        let log = try AuditLog.open(
            directory: "\(folder.path)/audit", verifier: signer.verifier, run: "run", actor: "tests", clock: clock)
        try log.adopt(signer)
        // More than a full bundle: whoever opens the log reads its right edge alone.
        for number in 0..<300 { _ = try log.authorize(Probe.self, target: "\(number)") }
        try log.seal()
    }

    private func verify(anchor: Bool) async throws -> RunEnd {
        let text = try Repository.text("config/minimal.yaml")
            .replacing("/etc/cloud-extractor", with: folder.path)
            .replacing(
                "/var/lib/cloud-extractor/audit", with: "\(folder.path)/audit\(anchor ? "\n  anchor: head" : "")")
        let configuration = try AgentConfiguration.load(
            path: try folder.write("production.yaml", text), extractors: "\(Repository.root)/config/extractors.yaml")
        let lines = AgentLines(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, vitals: vitals)
        let executor = WorkExecutor(
            context: RunContext(configuration, version: "1", observer: lines, wallClock: clock),
            ledger: try SnapshotLedger(directory: "\(folder.path)/state"), wording: PlainWording())
        let record = try RunBook().enqueue(.auditVerification, .recovery, at: clock.now())
        return await executor.execute(record)
    }

    @Test(arguments: [nil, true, false])
    func `what was found before is not taken back where nobody could ask for the anchor`(before: Bool?) async throws {
        if let before { vitals.note(.verified(holds: before), at: clock.now()) }
        let end = try await verify(anchor: true)
        #expect(end.state == .succeeded, "\(end)")
        #expect(end.summary?.hasSuffix(", and was not held to its anchor") == true, "\(end)")
        #expect(vitals.logHolds == before)
    }

    @Test func `a log without an anchor holds by itself`() async throws {
        vitals.note(.verified(holds: false), at: clock.now())
        let end = try await verify(anchor: false)
        #expect(end.state == .succeeded, "\(end)")
        #expect(end.summary?.contains("anchor") == false, "\(end)")
        #expect(vitals.logHolds == true)
    }

    @Test func `what was changed where no run looks is found without Vault`() async throws {
        let bundle = URL(filePath: "\(folder.path)/audit/tile/entries/000")
        var entries = try Data(contentsOf: bundle)
        entries[entries.count / 2] ^= 1
        try entries.write(to: bundle)
        let end = try await verify(anchor: true)
        #expect(end.state == .failed, "\(end)")
        #expect(end.problem?.message.contains("tile/0/000") == true, "\(end)")
        #expect(vitals.logHolds == false)
    }
}
