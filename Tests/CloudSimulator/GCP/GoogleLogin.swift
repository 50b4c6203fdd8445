// SPDX-License-Identifier: Apache-2.0
import JSON

/// The token endpoint, for service accounts that sign for themselves.
/// https://developers.google.com/identity/protocols/oauth2/service-account#httprest
extension GoogleCloud {
    private static let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    private static let endpoints = [
        "https://oauth2.googleapis.com/token", "https://www.googleapis.com/oauth2/v4/token",
        "https://accounts.google.com/o/oauth2/token",
    ]
    private static let longest: Int64 = 3600
    /// Clocks differ.
    private static let skew: Int64 = 300

    static func refuse(_ error: String, _ description: String, status: Int = 400) -> Answer {
        Answer(status, ["error": .string(error), "error_description": .string(description)])
    }

    mutating func login(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        guard request.path == "/token", request.method == "POST" else { return Answer(404) }
        let form = request.form
        guard let grant = form["grant_type"], grant == Self.grant else {
            throw Self.refuse("unsupported_grant_type", "Invalid grant_type: \(form["grant_type"] ?? "")")
        }
        guard let token = form["assertion"].flatMap({ JWT($0) }), token.header["alg"]?.string == "RS256" else {
            throw Self.refuse("invalid_grant", "Bad Request")
        }
        guard let account = accounts[token.text("iss") ?? ""] else {
            throw Self.refuse("invalid_grant", "Invalid grant: account not found")
        }
        guard !account.isDisabled else { throw Self.refuse("invalid_grant", "Invalid grant: account disabled") }
        try checkTimes(token, moment)
        let key = account.keys.first {
            $0.id == token.header["kid"]?.string && $0.state(moment) == .valid
        }
        guard let key, token.isSigned(by: key.pem) else {
            throw Self.refuse("invalid_grant", "Invalid JWT Signature.")
        }
        let right = Self.endpoints + ["\(request.address)/\(request.host)/token"]
        guard token.audiences.contains(where: right.contains) else {
            throw Self.refuse(
                "invalid_grant",
                "Invalid JWT: Failed audience check. The right audience is https://oauth2.googleapis.com/token")
        }
        let scopes = try Self.scopes(token.text("scope"))
        let text = self.token(for: account, scopes: scopes, expiry: moment.now + lifetime)
        return Answer(ok: [
            "access_token": .string(text), "expires_in": .number("\(lifetime)"), "token_type": "Bearer",
        ])
    }

    static func scopes(_ text: String?) throws(Answer) -> [String] {
        let scopes = (text ?? "").split(separator: " ").map(String.init)
        guard !scopes.isEmpty else { throw refuse("invalid_scope", "Empty or missing scope not allowed.") }
        guard scopes.allSatisfy({ $0.hasPrefix("https://") || ["openid", "email", "profile"].contains($0) }) else {
            throw refuse("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        }
        return scopes
    }

    private func checkTimes(_ token: JWT, _ moment: Moment) throws(Answer) {
        guard let issued = token.time("iat"), let expiry = token.time("exp"), expiry - issued <= Self.longest,
            issued <= moment.now + Self.skew, moment.now < expiry + Self.skew
        else {
            throw Self.refuse(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your "
                    + "iat and exp values in the JWT claim.")
        }
    }
}
