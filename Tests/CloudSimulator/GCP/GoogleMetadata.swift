// SPDX-License-Identifier: Apache-2.0
import JSON

/// The metadata server of a virtual machine.
/// https://cloud.google.com/compute/docs/metadata/overview
extension GoogleCloud {
    mutating func metadata(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        let flavor = ["Metadata-Flavor": "Google", "Server": "Metadata Server for VM"]
        // Clients ask the root whether there is such a server at all.
        if request.path == "/" { return Answer(200, text: "computeMetadata/\n", headers: flavor) }
        guard request[header: "Metadata-Flavor"] == "Google" else {
            return Answer(403, text: "Missing Metadata-Flavor:Google header.", headers: flavor)
        }
        guard request[header: "X-Forwarded-For"] == nil else { return Answer(403, headers: flavor) }
        let marked = accounts.values.first { $0.isAttached } ?? (accounts.count == 1 ? accounts.values.first : nil)
        guard let account = marked, let path = request.path.between("/computeMetadata/v1", "") else {
            return Answer(404, text: "not found", headers: flavor)
        }
        let scopes = request.query["scopes"].map { $0.split(separator: ",").map(String.init) }
        switch path.withoutSlashes {
        case "/instance/service-accounts/default", "/instance/service-accounts/\(account.email)":
            return Answer(
                200,
                [
                    "aliases": ["default"], "email": .string(account.email),
                    "scopes": [.string(GoogleToken.cloudPlatform)],
                ],
                headers: flavor)
        case "/instance/service-accounts/default/email":
            return Answer(200, text: account.email, headers: flavor)
        case "/instance/service-accounts/default/scopes":
            return Answer(200, text: GoogleToken.cloudPlatform, headers: flavor)
        case "/instance/service-accounts/default/token", "/instance/service-accounts/\(account.email)/token":
            let text = token(
                for: account, scopes: scopes ?? [GoogleToken.cloudPlatform], expiry: moment.now + lifetime)
            return Answer(
                200,
                ["access_token": .string(text), "expires_in": .number("\(lifetime)"), "token_type": "Bearer"],
                headers: flavor)
        case "/project/project-id": return Answer(200, text: account.project, headers: flavor)
        case "/universe/universe-domain", "/universe/universe_domain":
            return Answer(200, text: "googleapis.com", headers: flavor)
        default: return Answer(404, text: "not found", headers: flavor)
        }
    }
}
