// SPDX-License-Identifier: Apache-2.0
import JSON

/// https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken
extension GoogleCloud {
    private static let permission = "iam.serviceAccounts.getAccessToken"

    mutating func impersonate(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        let token = try caller(request, moment)
        let match = request.path.wholeMatch(of: /\/v1\/projects\/-\/serviceAccounts\/([^\/:]+):generateAccessToken/)
        guard let email = match.map({ String($0.1) }), request.method == "POST" else {
            throw GoogleError.notFound(request)
        }
        guard let body = request.json else {
            throw GoogleError.invalid("Invalid JSON payload received.")
        }
        // Each delegate may impersonate the next, the last one the account.
        var allowed = token.mayImpersonate
        let delegates = (body["delegates"]?.array ?? []).compactMap { $0.string?.segments.last }
        for name in delegates + [email] {
            guard allowed.contains(name) else {
                throw GoogleError.denied(
                    Self.permission, "Permission '\(Self.permission)' denied on resource (or it may not exist).",
                    domain: "iam.googleapis.com")
            }
            allowed = accounts[name]?.mayImpersonate ?? []
        }
        guard let account = accounts[email], !account.isDisabled else {
            throw GoogleError.answer(
                404, "NOT_FOUND", "Not found; Gaia id not found for email \(email)", reason: "notFound")
        }
        let scopes = body["scope"]?.array?.compactMap(\.string) ?? []
        guard !scopes.isEmpty else { throw GoogleError.invalid("Request contains an invalid argument: scope.") }
        let lifetime = min(try lifetime(body["lifetime"]?.string ?? "3600s"), self.lifetime + 1)
        let text = self.token(for: account, scopes: scopes, expiry: moment.now + lifetime)
        return Answer(ok: [
            "accessToken": .string(text), "expireTime": .string(Moment.text(moment.now + lifetime)),
        ])
    }

    /// A duration of protocol buffers in JSON: seconds with `s`.
    private func lifetime(_ text: String) throws(Answer) -> Int64 {
        guard text.hasSuffix("s"), let seconds = Int64(text.dropLast()), seconds > 0 else {
            throw GoogleError.invalid("Invalid value at 'lifetime' (type.googleapis.com/google.protobuf.Duration)")
        }
        guard seconds <= 3600 else {
            throw GoogleError.invalid("The access token lifetime cannot exceed 3600 seconds.")
        }
        return seconds
    }
}
