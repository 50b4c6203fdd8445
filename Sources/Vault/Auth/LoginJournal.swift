// SPDX-License-Identifier: Apache-2.0
package import Audit

/// Where logins are announced before they are attempted, the first as well as those that follow when a token ends.
package protocol LoginJournal: Sendable {
    func announce(_ method: LoginMethod) throws(AuditError) -> Receipt<VaultLogin>
    func conclude(_ method: LoginMethod, _ result: Result<VaultToken, VaultError>) throws(AuditError)
}
