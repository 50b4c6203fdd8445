// SPDX-License-Identifier: Apache-2.0
package import Audit
import Posix
import Secrets

/// An audit log for tests of effects: no effect without an entry, in tests neither.
package final class TestLog: Sendable {
    private let directory: TemporaryDirectory
    package let log: AuditLog

    package init() throws {
        directory = try TemporaryDirectory()
        let seed = Secret(copying: [UInt8](repeating: 7, count: 32).span)
        guard let signer = NoteSigner(name: "test.example/audit", seed: seed) else { fatalError("a seed of 32 bytes") }
        log = try AuditLog.open(
            directory: directory.path, verifier: signer.verifier, run: "test", actor: "test", clock: SystemClock())
    }
}
