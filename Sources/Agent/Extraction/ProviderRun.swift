// SPDX-License-Identifier: Apache-2.0
import Access
import Audit
import Cloud
import HTTP
import Posix
import Snapshot

/// How one cloud is entered. Each cloud has one.
protocol ProviderRun: Sendable {
    var provider: Provider { get }

    /// Reads the credentials, asks what accounts there are, opens the sessions.
    ///
    /// - Throws: when nothing of the cloud can be read at all.
    func part() async throws(AgentError) -> ProviderPart

    /// What the manifest says where that failed: the accounts that are known without asking.
    func unentered(_ error: CloudError) -> [Manifest.Account]
}

/// What the clouds' runs have in common.
struct ProviderContext: Sendable {
    let configuration: AgentConfiguration
    let secrets: VaultSecrets
    let redaction: Redaction
    /// What sessions are called where the cloud shows it.
    let sessionName: String
    let log: AuditLog
    let http: HTTPClient
    /// Of all calls to the clouds.
    let gate: CallGate
    let observer: any RunObserver
    let wallClock: any WallClock
    let clock: any Clock<Duration>

    /// So many accounts, and sessions, at a time.
    var width: Int { configuration.processing.workers }

    var calls: CloudCalls { CloudCalls(log: log, http: http, retry: retry, wallClock: wallClock, clock: clock) }

    var retry: CallRetry {
        CallRetry(configuration.processing.backoff, gate: gate)
    }
}
