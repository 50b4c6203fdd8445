// SPDX-License-Identifier: Apache-2.0
import JSON
import TestSupport
import Testing

/// Who rotates reads nothing, and who reads rotates nothing, at the clouds as in Vault.
struct RotatorRightsTests {
    @Test(arguments: [CloudRotation.Kind.password, .uploaded])
    func `the rotator's identity sees no data`(kind: CloudRotation.Kind) async throws {
        let rotation = try await CloudRotation(kind)
        let workspace = rotation.workspace
        let secret = "secret/data/cloud-extractor/demo"
        let there = try await workspace.lab.bao("GET", "\(secret)/\(kind.provider)-rotator", nil, mustSucceed: true)
        try await rotation.setFields(there["data"]?["data"]?.object ?? [:])
        try workspace.directory.write(
            "extractors.yaml",
            kind.provider == "azure"
                ? "extractors:\n  azure:\n    compute: {enabled: true, types: [disk]}\n"
                : "extractors:\n  gcp:\n    compute: {enabled: true, types: [network]}\n")
        try await rotation.act(as: "reader")
        let snapshot = try await workspace.snapshot()
        #expect(snapshot.status != 0, "\(snapshot.errorText)")
        #expect(snapshot.outputText.isEmpty || [3, 4].contains(snapshot.status), "\(snapshot.errorText)")
        if let path = snapshot.outputText.split(separator: "\n").first {
            #expect(try await workspace.decrypted(String(path)).isEmpty)
        }
    }

    @Test(arguments: [CloudRotation.Kind.password, .uploaded, .created])
    func `the reader's identity makes and ends no key`(kind: CloudRotation.Kind) async throws {
        let rotation = try await CloudRotation(kind)
        let keys = try await rotation.keys()
        let reader = try await rotation.fields()
        let secret = "secret/data/cloud-extractor/demo/\(kind.provider)-rotator"
        let there = try await rotation.workspace.lab.bao("GET", secret, nil, mustSucceed: true)
        let rotator = there["data"]?["data"]?.object ?? [:]
        // An identity does not look after itself under another's name.
        try await rotation.put("\(kind.provider)-rotator", reader)
        let same = try await rotation.rotate()
        #expect(same.status == 10, "\(same.errorText)")
        // Each in the place of the other.
        try await rotation.setFields(rotator)
        let command = try await rotation.rotate()
        #expect([32, 33].contains(command.status), "\(command.errorText)")
        #expect(try await rotation.keys() == keys)
    }
}
