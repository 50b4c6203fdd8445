// SPDX-License-Identifier: Apache-2.0
import JSON

/// The Security Token Service: somebody else's token for one of Google's, RFC 8693.
/// https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token
extension GoogleCloud {
    private static let grant = "urn:ietf:params:oauth:grant-type:token-exchange"
    private static let accessToken = "urn:ietf:params:oauth:token-type:access_token"
    private static let subjectTypes = [
        "urn:ietf:params:oauth:token-type:jwt", "urn:ietf:params:oauth:token-type:id_token",
    ]
    private static let skew: Int64 = 60

    mutating func exchange(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        guard request.path == "/v1/token", request.method == "POST" else { return Answer(404) }
        // The form's names are RFC 8693's, those of JSON are Google's.
        let form = request.form
        let json =
            request[header: "Content-Type"]?.lowercased().hasPrefix("application/json") == true ? request.json : nil
        func parameter(_ name: String, _ camel: String) -> String? {
            json.map { $0[camel]?.string ?? $0[name]?.string } ?? form[name]
        }
        guard parameter("grant_type", "grantType") == Self.grant else {
            throw Self.refuse("unsupported_grant_type", "The grant type is not supported.")
        }
        guard let type = parameter("subject_token_type", "subjectTokenType"), Self.subjectTypes.contains(type) else {
            throw Self.refuse("invalid_request", "Invalid value for \"subject_token_type\".")
        }
        let name = parameter("audience", "audience")?.between("//iam.googleapis.com/", "")
        guard let provider = pools.first(where: { $0.name == name }) else {
            throw Self.refuse(
                "invalid_target",
                "The target service indicated by the \"audience\" parameters is invalid. This might either be because "
                    + "the pool or provider is disabled or deleted or because it doesn't exist.")
        }
        let scopes = try Self.scopes(parameter("scope", "scope"))
        let subject = try subject(of: parameter("subject_token", "subjectToken"), provider, moment)
        let text = token(
            provider.principal(subject), permissions: provider.permissions, mayImpersonate: provider.mayImpersonate,
            scopes: scopes, expiry: moment.now + lifetime)
        return Answer(ok: [
            "access_token": .string(text), "issued_token_type": .string(Self.accessToken), "token_type": "Bearer",
            "expires_in": .number("\(lifetime)"),
        ])
    }

    private func subject(
        of text: String?, _ provider: WorkloadProvider, _ moment: Moment
    ) throws(Answer) -> String {
        func refuse(_ description: String) -> Answer { Self.refuse("invalid_grant", description) }
        guard let token = text.flatMap({ JWT($0) }) else { throw refuse("Unable to parse the ID Token.") }
        guard token.text("iss") == provider.issuer else {
            throw refuse(
                "The issuer in ID Token \(token.text("iss") ?? "") does not match the expected ones: \(provider.issuer)"
            )
        }
        guard token.isSigned(by: provider.key) else { throw refuse("Invalid JWT Signature.") }
        guard token.audiences.contains(where: provider.audiences.contains) else {
            throw refuse(
                "The audience in ID Token \(token.audiences) does not match the expected audience "
                    + "\(provider.audiences.joined(separator: ", ")).")
        }
        guard let expiry = token.time("exp"), moment.now < expiry + Self.skew,
            (token.time("nbf") ?? token.time("iat") ?? moment.now) <= moment.now + Self.skew
        else { throw refuse("ID Token is stale to sign-in.") }
        guard let subject = token.text("sub"), provider.subjects?.contains(subject) ?? true else {
            throw Self.refuse("unauthorized_client", "The given credential is rejected by the attribute condition.")
        }
        return subject
    }
}
