// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Vault is sealed while the secret of a new key is in the memory of one process and nowhere else.
struct SealedRotationTests {
    typealias Kind = CloudRotation.Kind

    /// A rotation that stands still right behind the creation, with Vault sealed by then.
    private func begun(_ rotation: CloudRotation, _ options: String...) async throws -> RunningProgram {
        let lab = rotation.lab
        let program = try RunningProgram(
            Program.path,
            [
                "rotate", rotation.kind.provider, "--config", rotation.workspace.config, "--trials", "2", "--spread",
                "1s", "--settling", "1s", "--grace", "0s", "--soak", "0s",
            ] + options, environment: ["CLOUD_EXTRACTOR_FAIL_POINT": "stop-after-4"])
        let status = "/proc/\(program.id)/stat"
        let stands = try await program.until { rotation.workspace.text(status).contains(") T ") }
        try #require(stands)
        #expect(try await rotation.keys().count == 2)
        #expect(try await rotation.document()["state"] == "intent")
        try await lab.bao("PUT", "sys/seal", [:], mustSucceed: true)
        program.signal(SIGCONT)
        return program
    }

    /// How often Vault has said that it is sealed, by the program's own log.
    private func refusals(_ rotation: CloudRotation) -> Int {
        rotation.workspace.text("\(rotation.workspace.audit)/journal/0").components(separatedBy: #""result":"sealed""#)
            .count - 1
    }

    private func unseal(_ lab: Lab) async throws {
        try await lab.bao("PUT", "sys/unseal", ["key": .string(lab.text("bao", "unseal_key"))], mustSucceed: true)
    }

    @Test(arguments: [Kind.password, .created])
    func `a key is stored as soon as Vault is unsealed`(kind: Kind) async throws {
        let rotation = try await CloudRotation(kind)
        let old = try #require(try await rotation.keys().keys.first)
        let program = try await begun(rotation)
        let tried = try await program.until { refusals(rotation) >= 2 }
        #expect(tried)
        try await unseal(rotation.lab)
        let command = try await program.ended()
        #expect(command.status == 0, "\(command.errorText)")
        #expect(try await rotation.current() != old)
        #expect(try await rotation.keys()[old] == nil)
        #expect(try await rotation.isSettled())
    }

    @Test func `where Vault stays sealed the key is deleted again, and the next rotation goes through`() async throws {
        let rotation = try await CloudRotation(.password)
        let old = try await rotation.keys()
        let command = try await begun(rotation, "--patience", "8s").ended()
        #expect(command.status == 71 && command.errorText.contains("(sealed)"), "\(command.errorText)")
        #expect(try await rotation.keys() == old)
        try await unseal(rotation.lab)
        #expect(try await rotation.document()["state"] == "intent")
        let next = try await rotation.rotate()
        #expect(next.status == 0, "\(next.errorText)")
        #expect(try await rotation.keys().keys.sorted() != old.keys.sorted())
        #expect(try await rotation.isSettled())
    }
}
