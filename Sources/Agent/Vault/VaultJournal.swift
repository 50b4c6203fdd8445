// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Vault

/// Writes logins into the audit log, and tells the observer of the tokens.
struct VaultJournal: LoginJournal {
    let log: AuditLog
    let observer: any RunObserver

    func announce(_ method: LoginMethod) throws(AuditError) -> Receipt<VaultLogin> {
        try log.authorize(VaultLogin.self, target: method.target)
    }

    func conclude(_ method: LoginMethod, _ result: Result<VaultToken, VaultError>) throws(AuditError) {
        if case .success(let token) = result { observer.noted(.token(lifetime: token.lifetime)) }
        let detail = result.detail { ["result": "ok", "accessor": .string($0.accessor)] }
        try log.conclude(VaultLogin.self, target: method.target, detail: detail)
    }
}
