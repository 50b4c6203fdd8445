// SPDX-License-Identifier: Apache-2.0
import AWS
import Audit
import TestSupport

/// Announces effects, as the program would.
struct Announcements {
    private let log: AuditLog
    private let holder: TestLog

    init() throws {
        holder = try TestLog()
        log = holder.log
    }

    func sessionOpen(_ role: String) throws -> Receipt<AWSSessionOpen> {
        try log.authorize(AWSSessionOpen.self, target: role)
    }
}
