// SPDX-License-Identifier: Apache-2.0
import Access
import GCP
import Posix
import REST

/// Asks Google Cloud which projects there are, before a plan can be made.
struct GCPSurvey: Sendable {
    let settings: GCPSettings
    let session: RESTSession
    let observer: any SnapshotObserver

    func accounts() async throws(CloudError) -> [RESTAccount] {
        switch settings.projects {
        case .named(let ids): return ids.map { account(GCPProject(id: $0, name: "", state: "ACTIVE")) }
        case .below(let parents):
            observer.step("asking Google Cloud which projects there are")
            let projects = try await session.gcpProjects(below: parents)
            for pattern in settings.excluded
            where !projects.contains(where: { pattern.matches($0.id) || pattern.matches($0.name) }) {
                observer.warning("'\(pattern.pattern)' under gcp.exclude matches no project")
            }
            return projects.map(account)
        }
    }

    private func account(_ project: GCPProject) -> RESTAccount {
        let isExcluded = settings.excluded.contains { $0.matches(project.id) || $0.matches(project.name) }
        return RESTAccount(
            id: project.id,
            standing: isExcluded ? .leftOut("excluded") : project.isActive ? .included : .leftOut(project.state))
    }
}
