// SPDX-License-Identifier: Apache-2.0
import JSON

/// Entra, the Resource Manager, Microsoft Graph and a virtual machine's metadata service.
struct AzureCloud: Sendable {
    private static let login: Set<String> = ["login.microsoftonline.com", "login.windows.net", "sts.windows.net"]

    static func hosts(_ request: Request) -> Bool {
        login.contains(request.host) || ["management.azure.com", "graph.microsoft.com"].contains(request.host)
            || (request.host == "169.254.169.254" && request.path.hasPrefix("/metadata"))
    }

    var tenants: [String: AzureTenant]
    let subscriptions: AzureSubscriptions
    let estate: ARMEstate
    /// What a client may read of a table.
    let tables = Memo<[String], [JSONObject]>()
    var tokens: [String: AzureToken] = [:]
    /// Of Entra's tokens, in seconds.
    var lifetime: Int64 = 3599

    init(_ state: StateFiles) {
        tenants = [:]
        for tenant in state.azure["tenants"]?.object?.members ?? [] {
            tenants[tenant.name.lowercased()] = AzureTenant(id: tenant.name, tenant.value)
        }
        subscriptions = AzureSubscriptions(state.azure)
        estate = ARMEstate(state.azureEstate)
    }

    mutating func answer(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        switch request.host {
        case "management.azure.com": try manage(request, moment)
        case "graph.microsoft.com": try graph(request, moment)
        case "169.254.169.254": try identity(request, moment)
        default: try login(request, moment)
        }
    }
}
