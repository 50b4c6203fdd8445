// SPDX-License-Identifier: Apache-2.0
import Access
import JSON
import TestSupport

@testable import AWS

extension TestLog {
    var sessions: SessionLog { SessionLog(log) }

    /// How many sessions were opened.
    var opened: Int {
        get throws {
            try entries().count { $0["action"] == "aws.session.open" && $0["detail"]?["result"] == "ok" }
        }
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
