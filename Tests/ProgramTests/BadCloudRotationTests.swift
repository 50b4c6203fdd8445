// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Rotations at Azure and Google Cloud that must not be: nothing is made, and nothing that may be somebody else's is
/// touched.
struct BadCloudRotationTests {
    typealias Kind = CloudRotation.Kind

    /// Vault forgets a rotation that went through: the key that it has is gone.
    @Test(arguments: Kind.allCases)
    func `a Vault that was restored from an older snapshot parks the rotation`(kind: Kind) async throws {
        let rotation = try await CloudRotation(kind)
        // The first rotation of all names the key.
        #expect(try await rotation.rotate().status == 0)
        let older = try await rotation.fields()
        #expect(try await rotation.rotate().status == 0)
        let keys = try await rotation.keys()
        #expect(keys.count == 1 && keys[older[kind.idField]?.string ?? ""] == nil)
        try await rotation.setFields(older)

        let parked = try await rotation.rotate()
        #expect(
            parked.status == 70 && parked.errorText.contains("restored from an older snapshot"), "\(parked.errorText)")
        #expect(try await rotation.keys() == keys)
        // Who goes on without having mended anything makes nothing either.
        _ = try await rotation.rotate("resume")
        let again = try await rotation.rotate()
        #expect(again.status == 70, "\(again.errorText)")
        #expect(try await rotation.keys() == keys)
        #expect(try await rotation.current() == older[kind.idField]?.string)
    }

    @Test(arguments: [Kind.uploaded, .password])
    func `of two rotators at once one makes a key`(kind: Kind) async throws {
        let rotation = try await CloudRotation(kind)
        let workspace = rotation.workspace
        let text = workspace.text(workspace.config)
        try workspace.directory.write(
            "other.yaml", text.replacingOccurrences(of: workspace.audit, with: "\(workspace.directory.path)/audit-2"))
        let options = ["--trials", "2", "--spread", "1s", "--extractors", workspace.extractors]
        let (first, second) = (workspace.config, "\(workspace.directory.path)/other.yaml")
        async let one = Command.run(Program.path, ["rotate", kind.provider, "--config", first] + options)
        async let other = Command.run(Program.path, ["rotate", kind.provider, "--config", second] + options)
        let commands = try await [one, other]
        // Who comes late finds the new key within its grace, who comes at the same time makes way.
        #expect(commands.allSatisfy { [0, 72].contains($0.status) }, "\(commands.map(\.errorText))")
        #expect(commands.contains { $0.status == 0 })
        let keys = try await rotation.keys()
        #expect(keys.count == 2)
        #expect(keys[try await rotation.current() ?? ""] == "valid")
        let asked = try await workspace.lab.simulatorRequests().count {
            $0["path"]?.string?.contains(kind == .uploaded ? "keys:upload" : "addPassword") == true
        }
        #expect(asked == 1)
    }
}
