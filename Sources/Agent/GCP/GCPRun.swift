// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import GCP
import HTTP
import Posix
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
        /// Whether anything is read as this identity.
        let isReader: Bool
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
                    settings.identity(for: "default"), Self.manager, GCPProject.permissions + [GCPProject.permission]),
                context: context
            ).accounts()
        } catch {
            throw error.asAgentError(of: .gcp)
        }
        let readable = accounts.filter(\.isRead)
        let plan = RESTPlan(services, accounts: readable.map(\.id), tenant: nil)
        guard !plan.entries.isEmpty else { throw .noAccounts }
        for id in RESTPlan.unknown(services, accounts: readable.map(\.id)) {
            context.observer.warning("extractors names the project \(id), which is not among those that are read")
        }
        let visits = visits(plan, readable.map(\.id))
        context.observer.step("asking Google Cloud what may be done in \(readable.count) projects")
        let grants = await visits.concurrentMap(width: context.width) { await self.grants($0, plan, identities) }
        for case .failure(let error) in grants where error.isEndOfRun { throw error.asAgentError(of: .gcp) }
        let rests = await readable.concurrentMap(width: context.width) { await rest(of: $0.id, plan, identities) }
        let failures = zip(visits, grants).compactMap { visit, grants in
            visit.isReader ? grants.failure.map { (visit.project, $0) } : nil
        }
        let failed = Dictionary(failures, uniquingKeysWith: { first, _ in first })
        let counted = Dictionary(uniqueKeysWithValues: zip(readable.map(\.id), rests))
        let found = Dictionary(
            uniqueKeysWithValues: zip(visits, zip(visits.indices, grants).map { ($0, $1.value) }))
        let aliases = Dictionary(uniqueKeysWithValues: readable.map { ($0.id, $0.alias) })
        return ProviderPart(
            accounts: accounts.map { $0.manifest(.gcp, failure: failed[$0.id], rest: counted[$0.id]) },
            sessions: zip(visits, grants).map { session($0, $1.value, plan, identities) },
            units: plan.entries.map { entry in
                let visit = visit(entry)
                let (place, grants) = found[visit] ?? (0, nil)
                return PlannedUnit(
                    unit: entry.unit, selection: entry.selection.json,
                    work: work(
                        entry, visit, place, alias: aliases[visit.project] ?? nil, identities),
                    doubt: PlannedUnit.doubt(grants?.lack(of: entry.resource.findingPermissions)))
            })
    }

    /// Every identity that reads something of a project; and the caller, where it only impersonates: nobody should be
    /// able to do more than read by going round the service accounts.
    private func visits(_ plan: RESTPlan, _ projects: [String]) -> [Visit] {
        var visits = Set(plan.entries.map(visit))
        for project in projects {
            visits.insert(Visit(project: project, identity: settings.identity(for: "default"), isReader: true))
            visits.insert(Visit(project: project, identity: nil, isReader: settings.impersonated.isEmpty))
        }
        return visits.sorted { ($0.project, $0.identity ?? "") < ($1.project, $1.identity ?? "") }
    }

    private func session(
        _ visit: Visit, _ grants: GCPGrants?, _ plan: RESTPlan, _ identities: GCPIdentities
    ) -> Manifest.Session {
        let permissions = permissions(visit, plan)
        let excess = grants?.excess(over: permissions).map(\.name)
        return Manifest.Session(
            provider: .gcp, account: visit.project, principal: visit.identity ?? identities.principal,
            permissions: permissions.map(\.name), regions: [], policyDigest: nil, packedPolicySize: nil,
            denials: GCPGrants.probes.filter { _ in excess != nil }.map {
                Manifest.Denial(action: $0.name, result: excess?.contains($0.name) == true ? "allowed" : "denied")
            }, excess: excess, lack: grants?.lack(of: permissions).map(\.name))
    }

    private func permissions(_ visit: Visit, _ plan: RESTPlan) -> [Permission] {
        guard visit.isReader else { return [] }
        let own = visit.identity == settings.identity(for: "default") ? GCPRole.own : []
        return Set(plan.permissions(in: visit.project) { self.visit($0) == visit } + own).sorted()
    }

    private func work(
        _ entry: RESTPlan.Entry, _ visit: Visit, _ place: Int, alias: String?, _ identities: GCPIdentities
    ) -> PlannedUnit.Work {
        do throws(CloudError) {
            return .read(
                RESTExtractor(
                    entry.resource,
                    session: try identities.session(visit.identity, entry.resource.host, entry.resource.permissions),
                    unit: entry.unit, redaction: context.redaction, selection: entry.selection, alias: alias),
                session: place)
        } catch {
            return .ended(error.report)
        }
    }

    func unentered(_ error: CloudError) -> [Manifest.Account] {
        let ids =
            switch settings.projects {
            case .named(let ids): ids
            case .below(let parents): parents
            }
        return ids.map { Manifest.Account(.gcp, $0, error) }
    }

    private func visit(_ entry: RESTPlan.Entry) -> Visit {
        Visit(project: entry.unit.scope.account, identity: settings.identity(for: entry.service), isReader: true)
    }

    private func grants(
        _ visit: Visit, _ plan: RESTPlan, _ identities: GCPIdentities
    ) async -> Result<GCPGrants, CloudError> {
        do throws(CloudError) {
            return .success(
                try await identities.session(visit.identity, Self.manager, [])
                    .gcpGrants(in: visit.project, wanted: permissions(visit, plan)))
        } catch {
            context.observer.warning(
                "what \(visit.identity ?? identities.principal) may do in the project \(visit.project) is not known: "
                    + error.code)
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
