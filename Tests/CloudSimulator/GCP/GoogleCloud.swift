// SPDX-License-Identifier: Apache-2.0
import JSON

/// Google's token services and the APIs behind googleapis.com.
struct GoogleCloud: Sendable {
    var accounts: [String: GoogleAccount] = [:]
    let pools: [WorkloadProvider]
    let projects: GoogleProjects
    let estate: GoogleEstate
    /// By the project's number and what is asked of it.
    let inventories = Memo<[String], [JSONValue]>()
    var tokens: [String: GoogleToken] = [:]
    /// How long tokens live at most, in seconds.
    var lifetime: Int64 = 3599

    init(_ state: StateFiles) {
        for account in state.gcp["service_accounts"]?.object?.members ?? [] {
            accounts[account.name] = GoogleAccount(email: account.name, account.value)
        }
        pools = (state.gcp["workload_pools"]?.object?.members ?? []).map { WorkloadProvider(name: $0.name, $0.value) }
        projects = GoogleProjects(state.gcp)
        estate = GoogleEstate(state.gcpEstate)
    }

    mutating func answer(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        switch request.host {
        case "oauth2.googleapis.com": return try login(request, moment)
        case "sts.googleapis.com": return try exchange(request, moment)
        case "iamcredentials.googleapis.com": return try impersonate(request, moment)
        case "metadata.google.internal", "169.254.169.254": return try metadata(request, moment)
        default: return try serve(request, moment)
        }
    }
}
