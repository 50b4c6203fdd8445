// SPDX-License-Identifier: Apache-2.0
import JSON

/// The token endpoint, for clients that act for themselves.
/// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
extension AzureCloud {
    mutating func login(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        if let discovered = discovery(request) { return discovered }
        let segments = request.path.segments
        guard segments.count == 4, segments.dropFirst() == ["oauth2", "v2.0", "token"] else { return Answer(404) }
        guard request.method == "POST" else {
            throw EntraError(
                900_561, "invalid_request", "The endpoint only accepts POST requests. Received a GET request."
            ).answer(moment)
        }
        let form = request.form
        guard let tenant = tenants[segments[0].lowercased()] else {
            throw EntraError(
                90002, "invalid_request",
                "Tenant '\(segments[0])' not found. Check to make sure you have the correct tenant ID and are signing "
                    + "into the correct cloud."
            ).answer(moment)
        }
        guard let grant = form["grant_type"] else { throw EntraError.missing("grant_type").answer(moment) }
        guard grant == "client_credentials" else {
            throw EntraError(
                70003, "unsupported_grant_type", "The app requested an unsupported grant type '\(grant)'."
            ).answer(moment)
        }
        guard let id = form["client_id"] else { throw EntraError.missing("client_id").answer(moment) }
        let resource = try resource(form["scope"], moment)
        guard let client = tenant.clients[id.lowercased()] else {
            throw EntraError(
                700_016, "unauthorized_client",
                "Application with identifier '\(id)' was not found in the directory '\(tenant.id)'. This can happen if "
                    + "the application has not been installed by the administrator of the tenant."
            ).answer(moment)
        }
        try prove(client, form, tokenEndpoints(request, tenant: segments[0]), moment)
        let token = token(for: client, of: tenant, resource, moment, lifetime: lifetime)
        return Answer(
            200,
            [
                "token_type": "Bearer", "expires_in": .number("\(lifetime)"),
                "ext_expires_in": .number("\(lifetime)"), "access_token": .string(token),
            ], headers: EntraError.headers)
    }

    private func tokenEndpoints(_ request: Request, tenant: String) -> [String] {
        ["\(request.address)/\(request.host)", "https://\(request.host)", "https://login.microsoftonline.com"].flatMap {
            ["\($0)/\(tenant)/oauth2/v2.0/token", "\($0)/\(tenant)/v2.0", "\($0)/\(tenant)/oauth2/token"]
        }
    }

    private func resource(_ scope: String?, _ moment: Moment) throws(Answer) -> AzureToken.Resource {
        guard let scope, !scope.isEmpty else { throw EntraError.missing("scope").answer(moment) }
        let scopes = scope.split(separator: " ").map(String.init)
        guard scopes.count == 1 else {
            throw EntraError(
                70011, "invalid_scope",
                "The provided request must include a 'scope' input parameter. The provided value for the input "
                    + "parameter 'scope' is not valid. The scope \(scope) is not valid."
            ).answer(moment)
        }
        guard let name = scopes[0].between("", "/.default") else {
            throw EntraError(
                1_002_012, "invalid_scope",
                "The provided value for scope \(scope) is not valid. Client credential flows must have a scope value "
                    + "with /.default suffixed to the resource identifier (application ID URI)."
            ).answer(moment)
        }
        guard let resource = AzureToken.Resource.named(name) else {
            throw EntraError(
                500_011, "invalid_resource", "The resource principal named \(name) was not found in the tenant."
            ).answer(moment)
        }
        return resource
    }
}
