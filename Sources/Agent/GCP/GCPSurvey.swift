// SPDX-License-Identifier: Apache-2.0
import Access
import GCP
import REST

/// Asks Google Cloud which projects there are, before a plan can be made.
struct GCPSurvey: Sendable {
    let settings: GCPSettings
    let session: RESTSession
    let context: ProviderContext

    func accounts() async throws(CloudError) -> [RESTAccount] {
        let found: [CloudAccount]
        switch settings.projects {
        case .named(let ids):
            found = try await RESTAccount.described(ids, width: context.width) {
                [session] (id) async throws(CloudError) in try await session.gcpProject(id)
            }
        case .below(let parents):
            context.observer.step("asking Google Cloud which projects there are")
            found = try await session.gcpProjects(below: parents)
        }
        return RESTAccount.chosen(
            among: found, settings.excluded, key: "gcp.exclude", kind: "project", context.observer)
    }
}
