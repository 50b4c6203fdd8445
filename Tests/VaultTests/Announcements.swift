// SPDX-License-Identifier: Apache-2.0
import Audit
import TestSupport
import Vault

/// Announces effects, as the program would.
struct Announcements {
    private let log: AuditLog
    private let holder: TestLog

    init() throws {
        holder = try TestLog()
        log = holder.log
    }

    func login(_ method: LoginMethod) throws -> Receipt<VaultLogin> {
        try log.authorize(VaultLogin.self, target: method.target)
    }

    func read(_ target: String) throws -> Receipt<SecretRead> { try log.authorize(SecretRead.self, target: target) }
}
