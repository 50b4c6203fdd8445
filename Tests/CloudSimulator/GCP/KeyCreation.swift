// SPDX-License-Identifier: Apache-2.0
import JSON
import Secrets

/// New keys of service accounts: Google's own, and those of which one brings the public half.
extension GoogleCloud {
    private static let tenYears = 3650

    /// https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys/create
    mutating func createKey(
        of account: GoogleAccount, _ request: Request, _ moment: Moment
    ) throws(Answer) -> Answer {
        guard let body = request.json, body.object != nil else {
            throw GoogleError.invalid("Invalid JSON payload received.")
        }
        guard [nil, "TYPE_UNSPECIFIED", "TYPE_GOOGLE_CREDENTIALS_FILE"].contains(body["privateKeyType"]?.string),
            [nil, "KEY_ALG_UNSPECIFIED", "KEY_ALG_RSA_2048"].contains(body["keyAlgorithm"]?.string)
        else { throw GoogleError.invalid("Request contains an invalid argument.") }
        try checkQuota(of: account)
        guard let pair = OpenSSLCommand.selfSigned(account.uniqueID, days: Self.tenYears) else {
            throw GoogleError.answer(500, "INTERNAL", "openssl(1) made no key.", reason: "backendError")
        }
        let key = GoogleKey(
            id: GoogleKey.newID(), pem: pair.certificate, origin: .google,
            life: Lifespan(start: moment.now, made: moment))
        accounts[account.email]?.keys.append(key)
        let certificates = "https://www.googleapis.com"
        let file: JSONValue = [
            "type": "service_account", "project_id": .string(account.project), "private_key_id": .string(key.id),
            "private_key": .string(pair.privateKey), "client_email": .string(account.email),
            "client_id": .string(account.uniqueID), "auth_uri": "https://accounts.google.com/o/oauth2/auth",
            "token_uri": .string("\(request.address)/oauth2.googleapis.com/token"), "universe_domain": "googleapis.com",
            "auth_provider_x509_cert_url": .string("\(certificates)/oauth2/v1/certs"),
            "client_x509_cert_url": .string(
                "\(certificates)/robot/v1/metadata/x509/\(PercentCoding.encode(account.email))"),
        ]
        var answer = key.json(of: account)
        answer["privateKeyType"] = "TYPE_GOOGLE_CREDENTIALS_FILE"
        answer["privateKeyData"] = .string(Base64.standard.string(Array(file.indented.utf8)))
        return Answer(200, .object(answer))
    }

    /// https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys/upload
    mutating func uploadKey(
        of account: GoogleAccount, _ request: Request, _ moment: Moment
    ) throws(Answer) -> Answer {
        let bytes = request.json?["publicKeyData"]?.string.flatMap { Base64.standard.decode($0) } ?? []
        guard PEMText.holdsCertificate(String(decoding: bytes, as: UTF8.self)), let file = CertificateFile(bytes),
            moment.now < file.end
        else { throw GoogleError.invalid("Invalid public key data: no X.509 certificate of an RSA key.") }
        try checkQuota(of: account)
        let key = GoogleKey(
            id: GoogleKey.newID(), pem: file.pem, origin: .user,
            life: Lifespan(start: file.start, end: file.end, made: moment))
        accounts[account.email]?.keys.append(key)
        return Answer(200, .object(key.json(of: account)))
    }

    private func checkQuota(of account: GoogleAccount) throws(Answer) {
        guard account.keys.count < GoogleAccount.mostKeys else {
            throw GoogleError.answer(
                400, "FAILED_PRECONDITION", "Precondition check failed.", reason: "failedPrecondition")
        }
    }
}
