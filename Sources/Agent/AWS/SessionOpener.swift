// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Audit
import Cloud
import HTTP
import Posix
import SigV4

/// Opens the sessions of a run, each announced in the audit log.
struct SessionOpener: Sendable {
    let settings: AWSSettings
    let connection: AWSConnection
    let credential: BorrowedCredential<AWSCredentials>
    let sessionName: String
    let log: AuditLog
    /// So many at a time.
    let width: Int
    let observer: any RunObserver

    /// What is wrong with the roles is known before any unit.
    ///
    /// - Throws: when none can be opened, why the first could not.
    func open(_ planned: [PlannedSession]) async throws(AgentError) -> OpenedSessions {
        let accounts = Set(planned.map(\.account))
        let role =
            accounts.count == 1
            ? settings.roleARN.in(account: accounts.first ?? "").description : "the role in \(accounts.count) accounts"
        observer.step("assuming \(role) with \(planned.count) session \(planned.count == 1 ? "policy" : "policies")")
        let results = await planned.concurrentMap(width: width) { planned in
            await Result.awaiting { () async throws(CloudError) in try await open(planned) }
        }
        for case .failure(let error) in results where error.isEndOfRun { throw error.asAgentError(of: .aws) }
        guard results.contains(where: { (try? $0.get()) != nil }) else {
            for case .failure(let error) in results { throw error.asAgentError(of: .aws) }
            return OpenedSessions()
        }
        return OpenedSessions(planned, results)
    }

    func open(_ planned: PlannedSession) async throws(CloudError) -> AWSSession {
        let request = RoleRequest(
            role: settings.roleARN.in(account: planned.account), externalID: settings.externalID,
            sessionName: sessionName,
            lifetime: .seconds(3600), sourceIdentity: settings.sourceIdentity, tags: settings.sessionTags)
        let session = try await connection.openSession(
            request, policy: planned.policy, region: settings.baseRegion, log: SessionLog(log)
        ) { (open) async throws(CloudError) in try await credential.login(open) }
        for denial in session.facts.denials where denial.result != .denied {
            observer.warning(
                "\(denial.action.name) was not denied to a session in \(planned.account) whose policy does not hold it: \(denial.result.word)"
            )
        }
        return session
    }
}
