// SPDX-License-Identifier: Apache-2.0
import JSON

/// Tokens of a virtual machine's managed identity.
/// https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
extension AzureCloud {
    mutating func identity(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        guard request.path == "/metadata/identity/oauth2/token", request.method == "GET" else { return Answer(404) }
        func refuse(_ description: String) -> Answer {
            Answer(400, ["error": "invalid_request", "error_description": .string(description)])
        }
        guard request[header: "Metadata"]?.lowercased() == "true" else {
            throw refuse("Required metadata header not specified")
        }
        guard request[header: "X-Forwarded-For"] == nil else {
            throw refuse("The request went through a proxy")
        }
        guard request.query["api-version"] != nil else {
            throw refuse("Required query variable 'api-version' is missing")
        }
        guard let name = request.query["resource"], let resource = AzureToken.Resource.named(name) else {
            throw refuse("Required query variable 'resource' is missing")
        }
        guard let (tenant, client) = managed(request.query["client_id"]) else { throw refuse("Identity not found") }
        let lifetime: Int64 = 86_399
        let token = token(for: client, of: tenant, resource, moment, lifetime: lifetime)
        return Answer(ok: [
            "access_token": .string(token), "client_id": .string(client.id), "expires_in": .string("\(lifetime)"),
            "expires_on": .string("\(moment.now + lifetime)"), "ext_expires_in": .string("\(lifetime)"),
            "not_before": .string("\(moment.now)"), "resource": .string(name), "token_type": "Bearer",
        ])
    }

    /// The client that is asked for, else the one that is marked, else the only one.
    private func managed(_ id: String?) -> (AzureTenant, AzureClient)? {
        let all = tenants.values.flatMap { tenant in tenant.clients.values.map { (tenant, $0) } }
        if let id { return all.first { $0.1.id.lowercased() == id.lowercased() } }
        return all.first { $0.1.isManaged } ?? (all.count == 1 ? all.first : nil)
    }
}
