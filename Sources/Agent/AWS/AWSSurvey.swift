// SPDX-License-Identifier: Apache-2.0
import AWS
import Posix

/// Asks AWS which accounts and regions there are, before a plan can be made.
struct AWSSurvey: Sendable {
    let settings: AWSSettings
    let opener: SessionOpener
    /// So many accounts are asked at a time.
    let width: Int
    /// Whether anything of the plan is of a region.
    let needsRegions: Bool
    let observer: any SnapshotObserver

    func accounts() async throws(AgentError) -> [AWSAccount] {
        let candidates = try await candidates()
        guard needsRegions else { return candidates }
        let results = await candidates.concurrentMap(width: width) { await result(of: $0) }
        var accounts: [AWSAccount] = []
        for result in results { accounts.append(try result.get()) }
        return accounts
    }

    private func candidates() async throws(AgentError) -> [AWSAccount] {
        switch settings.accounts {
        case .ofRole: return [AWSAccount(id: settings.accountID, .included(nil))]
        case .named(let ids): return ids.map { AWSAccount(id: $0, .included(nil)) }
        case .organization(let organization):
            observer.step("asking which accounts the organization has")
            let policy = SessionPolicy(actions: OrganizationAccount.permissions)
            do {
                let session = try await opener.open(PlannedSession(account: settings.accountID, policy: policy))
                let accounts = try await session.accounts(below: organization.units)
                return accounts.map { account in
                    let isExcluded = organization.excluded.contains {
                        $0.matches(account.id) || $0.matches(account.name)
                    }
                    return AWSAccount(
                        id: account.id,
                        isExcluded ? .leftOut("excluded") : account.isActive ? .included(nil) : .leftOut(account.state))
                }
            } catch {
                throw error.asAgentError
            }
        }
    }

    private func result(of candidate: AWSAccount) async -> Result<AWSAccount, AgentError> {
        do throws(AgentError) {
            return .success(candidate.isRead ? try await surveyed(candidate) : candidate)
        } catch {
            return .failure(error)
        }
    }

    private func surveyed(_ account: AWSAccount) async throws(AgentError) -> AWSAccount {
        do throws(AWSError) {
            let policy = SessionPolicy(actions: [RegionStatus.permission])
            let session = try await opener.open(PlannedSession(account: account.id, policy: policy))
            return AWSAccount(id: account.id, .included(try await session.regions(from: settings.firstRegion)))
        } catch {
            if error.isEndOfRun { throw error.asAgentError }
            observer.warning(
                "which regions the account \(account.id) has is not known: \(error.service):\(error.operation): \(error.code)"
            )
            if case .all = settings.regions { return AWSAccount(id: account.id, .unknown(error)) }
            return account
        }
    }
}
