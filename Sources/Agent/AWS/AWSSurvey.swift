// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Cloud
import Posix

/// Asks AWS which accounts and regions there are, before a plan can be made.
struct AWSSurvey: Sendable {
    let settings: AWSSettings
    let opener: SessionOpener
    /// So many accounts are asked at a time.
    let width: Int
    /// Whether anything of the plan is of a region.
    let needsRegions: Bool
    let observer: any RunObserver

    /// What is there, and the sessions that it was asked with.
    struct Findings: Sendable {
        var accounts: [AWSAccount]
        var sessions: [AWSSession] = []
    }

    func findings() async throws(AgentError) -> Findings {
        let candidates = try await candidates()
        guard candidates.accounts.contains(where: \.isRead) else { throw .noAccounts }
        guard needsRegions else { return candidates }
        let results = await candidates.accounts.concurrentMap(width: width) { await result(of: $0) }
        var findings = Findings(accounts: [], sessions: candidates.sessions)
        for result in results {
            let (account, session) = try result.get()
            findings.accounts.append(account)
            if let session { findings.sessions.append(session) }
        }
        return findings
    }

    private func candidates() async throws(AgentError) -> Findings {
        switch settings.accounts {
        case .ofRole: return Findings(accounts: [AWSAccount(id: settings.accountID, .included(nil))])
        case .named(let ids): return Findings(accounts: ids.map { AWSAccount(id: $0, .included(nil)) })
        case .organization(let organization):
            observer.step("asking which accounts the organization has")
            let policy = SessionPolicy(actions: OrganizationAccount.permissions)
            do {
                let session = try await opener.open(PlannedSession(account: settings.accountID, policy: policy))
                let accounts = try await session.accounts(below: organization.units)
                for pattern in organization.excluded.idle(among: accounts) {
                    observer.warning("'\(pattern)' under organization.exclude matches no account")
                }
                return Findings(
                    accounts: accounts.map { account in
                        AWSAccount(
                            id: account.id,
                            organization.excluded.reason(for: account).map { .leftOut($0) } ?? .included(nil))
                    }, sessions: [session])
            } catch {
                throw error.asAgentError(of: .aws)
            }
        }
    }

    private typealias Surveyed = (AWSAccount, AWSSession?)

    private func result(of candidate: AWSAccount) async -> Result<Surveyed, AgentError> {
        do throws(AgentError) {
            return .success(candidate.isRead ? try await surveyed(candidate) : (candidate, nil))
        } catch {
            return .failure(error)
        }
    }

    private func surveyed(_ account: AWSAccount) async throws(AgentError) -> Surveyed {
        var opened: AWSSession?
        do throws(CloudError) {
            let region = settings.baseRegion
            let policy = SessionPolicy(actions: [RegionStatus.permission], regions: [region])
            let session = try await opener.open(PlannedSession(account: account.id, policy: policy))
            opened = session
            return (AWSAccount(id: account.id, .included(try await session.regions(from: region))), session)
        } catch {
            if error.isEndOfRun { throw error.asAgentError(of: .aws) }
            observer.warning(
                "which regions the account \(account.id) has is not known: \(error.service):\(error.operation): \(error.code)"
            )
            if case .all = settings.regions { return (AWSAccount(id: account.id, .unknown(error)), opened) }
            return (AWSAccount(id: account.id, .unsurveyed(error)), opened)
        }
    }
}
