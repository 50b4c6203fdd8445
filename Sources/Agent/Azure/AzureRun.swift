// SPDX-License-Identifier: Apache-2.0
import Access
import Azure
import Cloud
import HTTP
import Posix
import REST
import Snapshot

/// Azure's part of a snapshot.
struct AzureRun: ProviderRun {
    let settings: AzureSettings
    let services: [ExtractorSettings.RESTService]
    let context: ProviderContext
    let provider = Provider.azure

    /// What was found of one subscription.
    private struct Visit: Sendable {
        /// Nil for the tenant, which is no subscription and has neither roles of its own nor an inventory.
        let grants: Result<AzureGrants?, CloudError>
        let rest: Manifest.Rest?
    }

    func part() async throws(AgentError) -> ProviderPart {
        let (session, principal) = try await session()
        let accounts: [RESTAccount]
        do throws(CloudError) {
            accounts = try await AzureSurvey(settings: settings, session: session, context: context).accounts()
        } catch {
            throw error.asAgentError(of: .azure)
        }
        let readable = accounts.filter(\.isRead).map(\.id)
        let plan = RESTPlan(services, accounts: readable, tenant: settings.tenant)
        guard !plan.entries.isEmpty else { throw .noAccounts }
        for id in RESTPlan.unknown(services, accounts: readable) {
            context.observer.warning("extractors names the subscription \(id), which is not among those that are read")
        }
        let scopes = Set(plan.entries.map(\.unit.scope.account)).sorted()
        context.observer.step("asking Azure what \(principal) may do in \(readable.count) subscriptions")
        let visits = await scopes.concurrentMap(width: context.width) { await visit($0, plan, session) }
        for case .failure(let error) in visits.map(\.grants) where error.isEndOfRun {
            throw error.asAgentError(of: .azure)
        }
        let found = Dictionary(uniqueKeysWithValues: zip(scopes, visits))
        let places = Dictionary(uniqueKeysWithValues: zip(scopes, scopes.indices))
        return ProviderPart(
            accounts: accounts.map { account in
                account.manifest(.azure, failure: found[account.id]?.grants.failure, rest: found[account.id]?.rest)
            },
            sessions: zip(scopes, visits).map { scope, visit in
                let permissions = Set(plan.permissions(in: scope) + (scope == settings.tenant ? [] : AzureRole.own))
                    .sorted()
                let grants = visit.grants.value ?? nil
                return Manifest.Session(
                    provider: .azure, account: scope, principal: principal, permissions: permissions.map(\.name),
                    regions: [], policyDigest: nil, packedPolicySize: nil, denials: [],
                    excess: grants?.excess(over: permissions + AzureSubscription.permissions),
                    lack: grants?.lack(of: permissions).map(\.name))
            },
            units: plan.entries.map { entry in
                let account = entry.unit.scope.account
                // The tenant is no scope of roles.
                let grants = found[account]?.grants.value
                let lack = grants.map { $0?.lack(of: entry.resource.findingPermissions) ?? [] }
                return PlannedUnit(
                    unit: entry.unit, selection: entry.selection.json,
                    work: .read(
                        RESTExtractor(
                            entry.resource, session: session.limited(to: entry.resource.permissions),
                            unit: entry.unit, redaction: context.redaction, selection: entry.selection),
                        session: places[account] ?? 0),
                    doubt: PlannedUnit.doubt(lack))
            })
    }

    func unentered(_ error: CloudError) -> [Manifest.Account] {
        let ids = if case .named(let ids) = settings.subscriptions { ids } else { [settings.tenant] }
        return ids.map { Manifest.Account(.azure, $0, error) }
    }

    /// A session of the application for its own questions, and the name of the application.
    private func session() async throws(AgentError) -> (RESTSession, principal: String) {
        let login = try AzureLogin(settings, context.calls)
        let credential = try await BorrowedCredential(wallClock: context.wallClock, observer: context.observer) {
            [context, settings] () async throws(AgentError) in
            try await context.secrets.azureCredentials(settings.login)
        }
        let principal = credential.known.principal
        let tokens = login.tokens(credential)
        context.observer.step("logging in to Entra as \(principal)")
        do throws(CloudError) {
            _ = try await tokens.current()
        } catch {
            throw error.asAgentError(of: .azure)
        }
        return (login.session(tokens, AzureSubscription.permissions + AzureRole.own), principal)
    }

    private func visit(_ scope: String, _ plan: RESTPlan, _ session: RESTSession) async -> Visit {
        guard scope != settings.tenant else { return Visit(grants: .success(nil), rest: nil) }
        let grants = await Result.awaiting { () async throws(CloudError) -> AzureGrants? in
            try await session.azureGrants(in: scope)
        }
        if let error = grants.failure {
            context.observer.warning("what may be done in the subscription \(scope) is not known: \(error.code)")
        }
        do throws(CloudError) {
            let counts = try await session.azureInventory(of: scope)
            let extracted = Set(
                plan.entries.filter { $0.unit.scope.account == scope }.compactMap {
                    AzureInventory.type(of: $0.resource)
                })
            return Visit(grants: grants, rest: .counted(counts.filter { !extracted.contains($0.key) }))
        } catch {
            return Visit(grants: grants, rest: .unknown(code: error.code))
        }
    }
}
