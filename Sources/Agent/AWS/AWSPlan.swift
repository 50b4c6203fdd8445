// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Cloud

/// Every unit of AWS, sorted, and the sessions that read them.
struct AWSPlan: Sendable {
    enum Work: Sendable {
        /// The place in ``sessions`` of the one that it is read with.
        case read(session: Int)
        /// There is nothing to be asked: how it ended stands before it began.
        case ended(UnitReport)
    }

    struct Entry: Sendable {
        let unit: WorkUnit
        let resource: AWSResource
        let selection: Selection
        let work: Work
    }

    let entries: [Entry]
    /// What each session must be allowed, and no more.
    let sessions: [PlannedSession]

    init(_ aws: AWSSettings, _ services: [ExtractorSettings.AWSService], accounts: [AWSAccount]) {
        var entries: [Entry] = []
        var sessions: [PlannedSession] = []
        for account in accounts where account.isRead {
            var readable: [Candidate] = []
            for candidate in Self.candidates(services, aws, account) {
                if let report = candidate.ended(account) {
                    entries.append(candidate.entry(.ended(report)))
                } else {
                    readable.append(candidate)
                }
            }
            let regions = Dictionary(grouping: readable, by: \.unit.type).mapValues { $0.compactMap(\.region) }
            let packing = SessionPacking(
                readable.map {
                    SessionPacking.Need(
                        permissions: $0.resource.permissions, regions: regions[$0.unit.type] ?? [])
                })
            for (candidate, session) in zip(readable, packing.sessions) {
                entries.append(candidate.entry(.read(session: sessions.count + session)))
            }
            sessions += packing.policies.map { PlannedSession(account: account.id, policy: $0) }
        }
        self.entries = entries.sorted { $0.unit < $1.unit }
        self.sessions = sessions
    }

    private static func candidates(
        _ services: [ExtractorSettings.AWSService], _ aws: AWSSettings, _ account: AWSAccount
    ) -> [Candidate] {
        services.flatMap { service in
            service.resources.flatMap { resource in
                let regions =
                    resource.placement == .global
                    ? [Scope.global] : service.regions ?? aws.regions(of: account)
                return regions.map { region in
                    Candidate(
                        unit: WorkUnit(type: resource.type, scope: Scope(account: account.id, region: region)),
                        resource: resource, selection: service.selections[resource.type.name] ?? .everything)
                }
            }
        }
    }
}

private struct Candidate {
    let unit: WorkUnit
    let resource: AWSResource
    let selection: Selection

    var region: String? { resource.placement == .global ? nil : unit.scope.region }

    func entry(_ work: AWSPlan.Work) -> AWSPlan.Entry {
        AWSPlan.Entry(unit: unit, resource: resource, selection: selection, work: work)
    }

    /// A region that the account has not, or that nobody has, answers as if the credentials were wrong, or not at all.
    func ended(_ account: AWSAccount) -> UnitReport? {
        guard let region, let regions = account.regions else { return nil }
        guard let status = regions.first(where: { $0.name == region }) else {
            return UnitReport(outcome: .failed, reason: "NoSuchRegion")
        }
        return status.isEnabled ? nil : UnitReport(outcome: .disabled, reason: status.status)
    }
}

extension AWSSettings {
    fileprivate func regions(of account: AWSAccount) -> [String] {
        switch regions {
        case .named(let names): names
        case .all: (account.regions ?? []).filter(\.isEnabled).map(\.name)
        }
    }
}
