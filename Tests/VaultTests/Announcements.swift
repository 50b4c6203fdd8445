// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Posix
import Secrets
import TestSupport
import Vault

/// An audit log for tests of effects: no effect without an entry, in tests neither.
final class Announcements: Sendable {
    private let directory: TemporaryDirectory
    let log: AuditLog

    init() throws {
        directory = try TemporaryDirectory()
        let seed = Secret(copying: [UInt8](repeating: 7, count: 32).span)
        guard let signer = NoteSigner(name: "test.example/audit", seed: seed) else { fatalError("a seed of 32 bytes") }
        log = try AuditLog.open(
            directory: directory.path, verifier: signer.verifier, run: "test", actor: "test", clock: SystemClock())
    }

    func login(_ method: LoginMethod) throws -> Receipt<VaultLogin> {
        try log.authorize(VaultLogin.self, target: method.target)
    }

    func read(_ target: String) throws -> Receipt<SecretRead> { try log.authorize(SecretRead.self, target: target) }

    func revoke() throws -> Receipt<VaultRevoke> {
        try log.authorize(VaultRevoke.self, target: VaultSession.revocationTarget)
    }
}
