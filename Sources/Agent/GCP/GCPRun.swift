// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import GCP
import HTTP
import REST
import Snapshot

/// Google Cloud's part of a snapshot.
struct GCPRun: ProviderRun {
    let settings: GCPSettings
    let services: [ExtractorSettings.RESTService]
    let context: ProviderContext
    let provider = Provider.gcp

    private static let manager = "cloudresourcemanager.googleapis.com"
    private static let assets = "cloudasset.googleapis.com"

    /// A project as one identity sees it.
    private struct Visit: Sendable, Hashable {
        let project: String
        /// The caller itself if nil.
        let identity: String?
    }

    func part() async throws(AgentError) -> ProviderPart {
        let hosts = Set(services.flatMap { $0.resources.map(\.host) } + [Self.manager, Self.assets])
        let identities = try await GCPIdentities(settings: settings, hosts: hosts, context: context)
        let accounts: [RESTAccount]
        do throws(CloudError) {
            try await identities.check(Set(services.map { settings.identity(for: $0.name) }), Self.manager)
            accounts = try await GCPSurvey(
                settings: settings,
                session: try identities.session(
                    settings.identity(for: "default"), Self.manager, GCPProject.permissions),
                observer: context.observer
            ).accounts()
        } catch {
            throw error.asAgentError(of: .gcp)
        }
        let readable = accounts.filter(\.isRead).map(\.id)
        let plan = RESTPlan(services, accounts: readable, tenant: nil)
        guard !plan.entries.isEmpty else { throw .noAccounts }
        for id in RESTPlan.unknown(services, accounts: readable) {
            context.observer.warning("extractors names the project \(id), which is not among those that are read")
        }
        var visits: [Visit] = []
        for entry in plan.entries where !visits.contains(visit(entry)) { visits.append(visit(entry)) }
        context.observer.step("asking Google Cloud what may be done in \(readable.count) projects")
        let grants = await visits.concurrentMap(width: context.width) { await self.grants($0, identities) }
        for case .failure(let error) in grants where error.isEndOfRun { throw error.asAgentError(of: .gcp) }
        let rests = await readable.concurrentMap(width: context.width) { await rest(of: $0, plan, identities) }
        let failures = zip(visits, grants).compactMap { visit, grants in grants.failure.map { (visit.project, $0) } }
        let failed = Dictionary(failures, uniquingKeysWith: { first, _ in first })
        let counted = Dictionary(uniqueKeysWithValues: zip(readable, rests))
        return ProviderPart(
            accounts: accounts.map { $0.manifest(.gcp, failure: failed[$0.id], rest: counted[$0.id]) },
            sessions: zip(visits, grants).map { visit, grants in
                let permissions = plan.permissions(in: visit.project) { self.visit($0) == visit }
                let excess = (try? grants.get())?.excess.map(\.name)
                return Manifest.Session(
                    provider: .gcp, account: visit.project, principal: visit.identity ?? identities.principal,
                    permissions: permissions.map(\.name), regions: [], policyDigest: nil, packedPolicySize: nil,
                    denials: GCPGrants.probes.filter { _ in excess != nil }.map {
                        Manifest.Denial(
                            action: $0.name, result: excess?.contains($0.name) == true ? "allowed" : "denied")
                    }, excess: excess)
            },
            units: plan.entries.map { unit($0, identities, visits) })
    }

    private func unit(_ entry: RESTPlan.Entry, _ identities: GCPIdentities, _ visits: [Visit]) -> PlannedUnit {
        let visit = visit(entry)
        let work: PlannedUnit.Work
        do throws(CloudError) {
            work = .read(
                RESTExtractor(
                    entry.resource,
                    session: try identities.session(visit.identity, entry.resource.host, entry.resource.permissions),
                    unit: entry.unit, redaction: context.redaction, selection: entry.selection),
                session: visits.firstIndex(of: visit) ?? 0)
        } catch {
            work = .ended(error.report)
        }
        return PlannedUnit(unit: entry.unit, selection: entry.selection.json, work: work)
    }

    func unentered(_ error: CloudError) -> [Manifest.Account] {
        let ids =
            switch settings.projects {
            case .named(let ids): ids
            case .below(let parents): parents
            }
        return ids.map {
            Manifest.Account(
                provider: .gcp, id: $0, outcome: error.outcome, reason: error.code, requestID: error.requestID)
        }
    }

    private func visit(_ entry: RESTPlan.Entry) -> Visit {
        Visit(project: entry.unit.scope.account, identity: settings.identity(for: entry.service))
    }

    private func grants(_ visit: Visit, _ identities: GCPIdentities) async -> Result<GCPGrants, CloudError> {
        do throws(CloudError) {
            return .success(try await identities.session(visit.identity, Self.manager, []).gcpGrants(in: visit.project))
        } catch {
            context.observer.warning("what may be done in the project \(visit.project) is not known: \(error.code)")
            return .failure(error)
        }
    }

    private func rest(of project: String, _ plan: RESTPlan, _ identities: GCPIdentities) async -> Manifest.Rest {
        do throws(CloudError) {
            let counts = try await identities.session(settings.identity(for: "default"), Self.assets, GCPRole.own)
                .gcpInventory(of: project)
            let extracted = Set(
                plan.entries.filter { $0.unit.scope.account == project }.compactMap(\.resource.assetType))
            return .counted(counts.filter { !extracted.contains($0.key) })
        } catch {
            return .unknown(code: error.code)
        }
    }
}
