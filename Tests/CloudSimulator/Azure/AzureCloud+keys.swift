// SPDX-License-Identifier: Apache-2.0
import JSON
import Secrets

/// The certificates of applications, which roll them by themselves.
extension AzureCloud {
    /// https://learn.microsoft.com/graph/api/application-addkey
    mutating func addKey(
        to client: AzureClient, of tenant: String, _ request: Request, _ moment: Moment
    ) throws(Answer) -> Answer {
        try checkProof(of: client, request, moment)
        let wish = request.json?["keyCredential"]
        guard wish?["type"]?.string == "AsymmetricX509Cert" else {
            throw GraphError.badRequest(
                "The value for the property \"type\" in one of your credentials is invalid.", moment)
        }
        guard wish?["usage"]?.string == "Verify" else {
            throw GraphError.badRequest(
                "The value for the property \"usage\" in one of your credentials is invalid. Acceptable values are "
                    + "Sign, Verify.", moment)
        }
        let bytes = wish?["key"]?.string.flatMap { Base64.standard.decode($0) }
        guard let file = bytes.flatMap({ CertificateFile($0) }) else {
            throw GraphError.badRequest("Key credential value is invalid.", moment)
        }
        let start = max(try time("startDateTime", of: wish, moment) ?? file.start, file.start)
        let end = try time("endDateTime", of: wish, moment) ?? file.end
        guard moment.now < end, start < end, end <= file.end else {
            throw GraphError.answer(
                400, "KeyCredentialsInvalidEndDate", "Key credential end date is invalid.", moment)
        }
        let certificate = AzureCertificate(
            keyID: Identifier.uuid(), name: wish?["displayName"]?.string ?? "", file: file,
            life: Lifespan(start: start, end: end, made: moment))
        tenants[tenant]?.clients[client.id.lowercased()]?.certificates.append(certificate)
        var answer = certificate.json(withKey: false).object ?? [:]
        answer["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.keyCredential"
        return Answer(200, .object(answer))
    }

    /// https://learn.microsoft.com/graph/api/application-removekey
    mutating func removeKey(
        of client: AzureClient, tenant: String, _ request: Request, _ moment: Moment
    ) throws(Answer) -> Answer {
        try checkProof(of: client, request, moment)
        guard let key = request.json?["keyId"]?.string,
            client.listedCertificates(moment).contains(where: { $0.keyID == key })
        else { throw GraphError.badRequest("No credentials found to be removed.", moment) }
        tenants[tenant]?.clients[client.id.lowercased()]?.certificates.removeAll { $0.keyID == key }
        return Answer(204)
    }

    private func checkProof(of client: AzureClient, _ request: Request, _ moment: Moment) throws(Answer) {
        guard let body = request.json, body.object != nil else {
            throw GraphError.badRequest("Unable to read JSON request payload.", moment)
        }
        guard let text = body["proof"]?.string, !text.isEmpty else { throw GraphError.denied(moment) }
        guard let proof = ProofOfPossession(text), proof.isValid(for: client, moment) else {
            throw GraphError.answer(
                401, "Authentication_MissingOrMalformed", "Access Token missing or malformed.", moment)
        }
    }
}
