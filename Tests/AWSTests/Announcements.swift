// SPDX-License-Identifier: Apache-2.0
import Access
import Audit
import JSON
import Synchronization
import TestSupport

@testable import AWS

/// Announces sessions in a log of the test's own, and counts them.
final class Announcements: SessionJournal {
    private let holder: TestLog
    private let count = Mutex(0)

    init() throws { holder = try TestLog() }

    var opened: Int { count.withLock { $0 } }

    func announce(_ role: RoleRequest, _ policy: SessionPolicy) throws(AuditError) -> Receipt<AWSSessionOpen> {
        try holder.log.authorize(AWSSessionOpen.self, target: role.role.description)
    }

    func conclude(_ role: RoleRequest, _ result: Result<SessionFacts, CloudError>) throws(AuditError) {
        if case .success = result { count.withLock { $0 += 1 } }
        try holder.log.conclude(AWSSessionOpen.self, target: role.role.description, detail: [:])
    }
}

extension AWSSession {
    /// A session of the connection's own credentials, for servers that check none.
    static func plain(_ connection: AWSConnection, _ policy: SessionPolicy) -> AWSSession {
        let facts = SessionFacts(accountID: "123456789012", principal: "test", packedPolicySize: nil, denials: [])
        let opened = AWSConnection.Opened(connection: connection, facts: facts, expiration: nil)
        return AWSSession(opened, policy: policy, wallClock: connection.wallClock) { opened }
    }
}
