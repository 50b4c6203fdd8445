// SPDX-License-Identifier: Apache-2.0
import Access
import Audit
import HTTP
import Posix

/// What it takes to call a cloud.
struct CloudCalls: Sendable {
    let log: AuditLog
    let http: HTTPClient
    let retry: CallRetry
    let wallClock: any WallClock
    let clock: any Clock<Duration>
}
