// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What applications and service accounts log in with is replaced, against OpenBao and the simulator.
struct CloudRotateTests {
    typealias Kind = CloudRotation.Kind

    private func entries(_ rotation: CloudRotation) async throws -> [JSONValue] {
        try await Program.run(
            "audit", "show", rotation.workspace.audit, "--public-key", rotation.workspace.publicKey
        ).lines()
    }

    @Test(arguments: Kind.allCases)
    func `a key is replaced, the old one stays for the grace, and is gone in the end`(kind: Kind) async throws {
        let rotation = try await CloudRotation(kind)
        let old = try #require(try await rotation.keys().keys.first)
        #expect(try await rotation.keys().count == 1)
        let plan = try await rotation.rotate("--dry-run")
        #expect(plan.status == 0 && plan.outputText.contains(old), "\(plan.errorText)")
        #expect(try await rotation.keys().count == 1)

        let begun = try await rotation.rotate(grace: "1h")
        #expect(begun.status == 0, "\(begun.errorText)")
        let new = try #require(try await rotation.current())
        try #require(new != old)
        #expect(try await rotation.keys() == [old: "valid", new: "valid"])
        #expect(try await rotation.document()["previous"]?.string == old)

        // Whoever reads has the new one, and cannot rotate.
        try await rotation.act(as: "reader")
        try rotation.workspace.directory.write(
            "extractors.yaml",
            kind.provider == "azure"
                ? "extractors:\n  azure:\n    compute: {enabled: true, types: [disk]}\n"
                : "extractors:\n  gcp:\n    compute: {enabled: true, types: [network]}\n")
        let snapshot = try await rotation.workspace.snapshot()
        #expect(snapshot.status == 0, "\(snapshot.errorText)")
        #expect(try await rotation.rotate().status == 22)
        try await rotation.act(as: "rotator")

        let back = try await rotation.rotate("rollback")
        #expect(back.status == 0, "\(back.errorText)")
        #expect(try await rotation.current() == old)
        let forth = try await rotation.rotate("rollback")
        #expect(forth.status == 0, "\(forth.errorText)")
        #expect(try await rotation.current() == new)

        if kind.switches {
            let off = try await rotation.rotate("resume", soak: "2s")
            #expect(off.status == 0, "\(off.errorText)")
            #expect(try await rotation.keys() == [old: "disabled", new: "valid"])
        }
        let ended = try await rotation.settle()
        #expect(ended.status == 0, "\(ended.errorText)")
        #expect(try await rotation.keys() == [new: "valid"])
        #expect(try await rotation.isSettled())
        let audit = try await Program.run(
            "audit", "verify", rotation.workspace.audit, "--public-key", rotation.workspace.publicKey)
        #expect(audit.status == 0, "\(audit.errorText)")
        let actions = try await entries(rotation).filter { $0["phase"] == "intent" }.compactMap { $0["action"]?.string }
        #expect(actions.count { $0 == "rotate.key.create" } == 1 && actions.count { $0 == "rotate.key.delete" } == 1)
    }

    @Test(arguments: Kind.allCases)
    func `what was begun is taken back`(kind: Kind) async throws {
        let rotation = try await CloudRotation(kind)
        let old = try await rotation.keys()
        // The token endpoints hear of the new key in an hour: it is not proven by then.
        try await rotation.workspace.lab.simulator("propagation", ["seconds": 3600])
        let program = try RunningProgram(
            Program.path,
            [
                "rotate", kind.provider, "--config", rotation.workspace.config, "--trials", "2", "--spread", "1s",
                "--settling", "1s",
            ], environment: [:])
        // It is stored, and tried.
        let journal = "\(rotation.workspace.audit)/journal/0"
        let came = try await program.until {
            let text = rotation.workspace.text(journal)
            guard let stored = text.range(of: "\"state\":\"pending\"") else { return false }
            return text[stored.upperBound...].contains(".session.open")
        }
        #expect(came)
        program.signal(SIGINT)
        #expect(try await program.ended().status == 130)
        #expect(try await rotation.keys().count == 2)
        let aborted = try await rotation.rotate("abort")
        #expect(aborted.status == 0, "\(aborted.errorText)")
        #expect(try await rotation.keys() == old)
        #expect(try await rotation.isSettled())
    }

    @Test(arguments: Kind.allCases)
    func `a key that becomes good late is waited for`(kind: Kind) async throws {
        let rotation = try await CloudRotation(kind)
        try await rotation.workspace.lab.simulator("propagation", ["seconds": 5, "lists": 2])
        let command = try await rotation.rotate(grace: "1h")
        #expect(command.status == 0, "\(command.errorText)")
        #expect(try await rotation.keys().count == 2)
        #expect(try await rotation.document()["state"] == "promoted")
    }

    /// The reply is lost, or never comes to be.
    @Test(arguments: Kind.allCases, [true, false])
    func `a lost answer loses no key, and leaves none that nobody knows`(kind: Kind, isDone: Bool) async throws {
        let rotation = try await CloudRotation(kind)
        let old = try await rotation.keys()
        let path =
            switch kind {
            case .password: "addPassword"
            case .certificate: "addKey"
            case .uploaded: "keys:upload"
            case .created: "serviceAccounts/[^/]*/keys$"
            }
        try await rotation.workspace.lab.simulator(
            "faults",
            [["path": .string(path), "method": "POST", "times": 1, "drop": true, "after": .bool(isDone)]])
        let command = try await rotation.rotate(grace: "1h")
        switch (kind, isDone) {
        case (.certificate, true), (.uploaded, true):
            // Its private half is in Vault: it is found, and taken.
            #expect(command.status == 0, "\(command.errorText)")
            #expect(try await rotation.document()["state"] == "promoted")
            #expect(try await rotation.keys().count == 2)
        case (.created, true):
            // Google says of no key whose it is: a person must look, and nothing is touched.
            #expect(command.status == 70, "\(command.errorText)")
            let keys = try await rotation.keys()
            #expect(keys.count == 2)
            let new = try #require(keys.keys.first { old[$0] == nil })
            #expect(command.errorText.contains(new))
        default:
            #expect(command.status == 71 && command.errorText.contains("answer was lost"), "\(command.errorText)")
            #expect(try await rotation.keys() == old)
            #expect(try await rotation.isSettled())
            let next = try await rotation.rotate(grace: "1h")
            #expect(next.status == 0, "\(next.errorText)")
        }
    }
}
