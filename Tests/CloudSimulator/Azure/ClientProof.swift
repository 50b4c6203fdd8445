// SPDX-License-Identifier: Apache-2.0
import Ciphers
import JSON

/// How a client proves who it is: a secret, a certificate's signature, or a token of an issuer that it trusts.
/// https://learn.microsoft.com/entra/identity-platform/certificate-credentials
extension AzureCloud {
    private static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    /// Clocks differ.
    private static let skew: Int64 = 300

    func prove(_ client: AzureClient, _ form: Query, _ endpoints: [String], _ moment: Moment) throws(Answer) {
        if let assertion = form["client_assertion"] {
            guard form["client_assertion_type"] == Self.assertionType else {
                throw EntraError.missing("client_assertion_type").answer(moment)
            }
            guard let token = JWT(assertion) else {
                throw EntraError(50027, "invalid_request", "JWT token is invalid or malformed.").answer(moment)
            }
            if token.text("iss")?.lowercased() == client.id.lowercased() {
                try check(token, client, endpoints, moment)
            } else {
                try checkForeign(token, client, moment)
            }
        } else if let secret = form["client_secret"] {
            try check(secret, client, moment)
        } else {
            throw EntraError.invalidClient(
                7_000_216,
                "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type."
            ).answer(moment)
        }
    }

    private func check(_ secret: String, _ client: AzureClient, _ moment: Moment) throws(Answer) {
        let found = client.passwords.first { $0.text == secret && $0.life.isFound(moment) }
        guard let found else {
            throw EntraError.invalidClient(
                7_000_215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret "
                    + "value, not the client secret ID, for a secret added to app '\(client.id)'."
            ).answer(moment)
        }
        guard !found.life.isOver(moment) else {
            throw EntraError.invalidClient(
                7_000_222,
                "The provided client secret keys for app '\(client.id)' are expired. Visit the Azure portal to create "
                    + "new keys for your app."
            ).answer(moment)
        }
    }

    private func check(
        _ token: JWT, _ client: AzureClient, _ endpoints: [String], _ moment: Moment
    ) throws(Answer) {
        func refuse(_ reason: String) -> Answer {
            EntraError.invalidClient(700_027, reason).answer(moment)
        }
        // Microsoft's own clients leave the padding there.
        func thumbprint(_ name: String) -> [UInt8]? {
            token.header[name]?.string.flatMap { JWT.bytes(String($0.prefix { $0 != "=" })) }
        }
        let (sha1, sha256) = (thumbprint("x5t"), thumbprint("x5t#S256"))
        let certificate = client.certificates.filter { $0.life.isFound(moment) }.first { certificate in
            sha256.map { $0 == certificate.file.sha256 } ?? (sha1 == certificate.file.sha1)
        }
        guard let certificate else {
            throw refuse(
                "The certificate with identifier used to sign the client assertion is not registered on application. "
                    + "[Reason - The key was not found., Thumbprint of key used by client: "
                    + "'\(Hex.string(sha256 ?? sha1 ?? []).uppercased())']")
        }
        guard !certificate.life.isOver(moment) else {
            throw refuse("Client assertion failed signature validation. [Reason - The key used is expired.]")
        }
        guard token.isSigned(by: certificate.file.pem) else {
            throw refuse(
                "Client assertion failed signature validation. [Reason - The provided signature value did not match "
                    + "the expected signature value.]")
        }
        guard token.audiences.contains(where: endpoints.contains) else {
            throw EntraError.invalidClient(
                700_023, "Client assertion audience claim does not match Realm issuer."
            ).answer(moment)
        }
        guard token.text("sub")?.lowercased() == client.id.lowercased() else {
            throw EntraError.invalidClient(
                700_021, "Client assertion application identifier doesn't match 'client_id' parameter."
            ).answer(moment)
        }
        guard token.text("jti")?.isEmpty == false else {
            throw EntraError(50027, "invalid_request", "JWT token is invalid or malformed.").answer(moment)
        }
        try checkTimes(token, moment)
    }

    /// https://learn.microsoft.com/entra/workload-id/workload-identity-federation
    private func checkForeign(_ token: JWT, _ client: AzureClient, _ moment: Moment) throws(Answer) {
        let match = client.federations.first {
            $0.issuer == token.text("iss") && $0.subject == token.text("sub") && token.audiences.contains($0.audience)
        }
        guard let match else {
            throw EntraError(
                70021, "invalid_request", status: 401,
                "No matching federated identity record found for presented assertion. Assertion Issuer: "
                    + "'\(token.text("iss") ?? "")'. Assertion Subject: '\(token.text("sub") ?? "")'. Assertion "
                    + "Audience: '\(token.audiences.first ?? "")'."
            ).answer(moment)
        }
        guard token.isSigned(by: match.key) else {
            throw EntraError.invalidClient(700_027, "Client assertion failed signature validation.").answer(moment)
        }
        try checkTimes(token, moment)
    }

    private func checkTimes(_ token: JWT, _ moment: Moment) throws(Answer) {
        let now = moment.now
        guard let expiry = token.time("exp"), now < expiry + Self.skew,
            (token.time("nbf") ?? now) <= now + Self.skew
        else {
            throw EntraError.invalidClient(
                700_024,
                "Client assertion is not within its valid time range. Current time: \(moment.text), expiry time of "
                    + "assertion \(token.time("exp").map(Moment.text) ?? "unknown")."
            ).answer(moment)
        }
    }
}
