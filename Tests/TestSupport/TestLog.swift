// SPDX-License-Identifier: Apache-2.0
package import Audit
package import JSON
import Posix
import Secrets

/// An audit log for tests of effects: no effect without an entry, in tests neither.
package final class TestLog: Sendable {
    private let directory: TemporaryDirectory
    package let log: AuditLog

    package init() throws {
        directory = try TemporaryDirectory()
        log = try AuditLog.open(
            directory: directory.path, verifier: Self.signer().verifier, run: "test", actor: "test",
            clock: SystemClock())
    }

    /// What stands in it, sealed and verified.
    package func entries() throws -> [JSONValue] {
        let signer = Self.signer()
        let verifier = signer.verifier
        try log.adopt(signer)
        try log.seal()
        var entries: [[UInt8]] = []
        _ = try LogVerifier(directory: directory.path, verifier: verifier).verify { entries.append($0) }
        return try entries.map { try JSONValue(parsing: $0.span) }
    }

    private static func signer() -> NoteSigner {
        let seed = Secret(copying: [UInt8](repeating: 7, count: 32).span)
        guard let signer = NoteSigner(name: "test.example/audit", seed: seed) else { fatalError("a seed of 32 bytes") }
        return signer
    }
}
