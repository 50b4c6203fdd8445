// SPDX-License-Identifier: Apache-2.0
import JSON
import Secrets

/// Keys of the service accounts that can log in here. Those of others are the estate's.
/// https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys
extension GoogleCloud {
    /// - Returns: nil for paths of the estate.
    mutating func keys(_ request: Request, _ token: GoogleToken, _ moment: Moment) throws(Answer) -> Answer? {
        let pattern = /\/v1\/projects\/([^\/]+)\/serviceAccounts\/([^\/]+)\/keys(?:\/([0-9a-f]+)(?::(\w+))?)?/
        guard let match = request.path.wholeMatch(of: pattern) else { return nil }
        let email = String(match.2)
        guard let account = accounts.values.first(where: { $0.email == email || $0.uniqueID == email }) else {
            return nil
        }
        guard match.1 == "-" || projects[String(match.1)]?["projectId"] == projects[account.project]?["projectId"]
        else {
            throw GoogleError.notFound(request)
        }
        let verb = match.4.map { String($0) }
        try check(
            token, "iam.serviceAccountKeys.\(Self.action(request.method, isOne: match.3 != nil, verb))",
            on: "projects/\(account.project)", request)
        guard let id = match.3.map({ String($0) }) else {
            switch request.method {
            case "GET": return Answer(ok: ["keys": .array(account.keys.map { Self.json($0, of: account) })])
            case "POST": return try createKey(of: account, request, moment)
            default: throw GoogleError.notFound(request)
            }
        }
        guard let index = account.keys.firstIndex(where: { $0.id == id }) else { throw GoogleError.notFound(request) }
        switch (request.method, verb) {
        case ("GET", nil): return Answer(200, Self.json(account.keys[index], of: account))
        case ("DELETE", nil): accounts[account.email]?.keys.remove(at: index)
        case ("POST", "disable"?): accounts[account.email]?.keys[index].isDisabled = true
        case ("POST", "enable"?): accounts[account.email]?.keys[index].isDisabled = false
        default: throw GoogleError.notFound(request)
        }
        return Answer(ok: [:])
    }

    private static func action(_ method: String, isOne: Bool, _ verb: String?) -> String {
        switch method {
        case "DELETE": "delete"
        case "POST": verb ?? "create"
        default: isOne ? "get" : "list"
        }
    }

    private static func json(_ key: GoogleAccount.Key, of account: GoogleAccount) -> JSONValue {
        var object: JSONObject = [
            "name": .string("projects/\(account.project)/serviceAccounts/\(account.email)/keys/\(key.id)"),
            "validAfterTime": .string(Moment.text(key.start)), "validBeforeTime": "9999-12-31T23:59:59Z",
            "keyAlgorithm": "KEY_ALG_RSA_2048", "keyOrigin": "GOOGLE_PROVIDED", "keyType": "USER_MANAGED",
        ]
        if key.isDisabled { object["disabled"] = true }
        return .object(object)
    }

    private mutating func createKey(
        of account: GoogleAccount, _ request: Request, _ moment: Moment
    ) throws(Answer) -> Answer {
        guard account.keys.count < GoogleAccount.mostKeys else {
            throw GoogleError.answer(
                400, "FAILED_PRECONDITION", "Precondition check failed.", reason: "failedPrecondition")
        }
        guard let pair = OpenSSLCommand.keyPair() else {
            throw GoogleError.answer(500, "INTERNAL", "openssl(1) made no key.", reason: "backendError")
        }
        let key = GoogleAccount.Key(
            id: String(Identifier.uuid().filter { $0 != "-" } + "00000000"), pem: pair.publicKey, start: moment.now,
            known: moment.now + moment.propagation)
        accounts[account.email]?.keys.append(key)
        let file: JSONValue = [
            "type": "service_account", "project_id": .string(account.project), "private_key_id": .string(key.id),
            "private_key": .string(pair.privateKey), "client_email": .string(account.email),
            "client_id": .string(account.uniqueID), "auth_uri": "https://accounts.google.com/o/oauth2/auth",
            "token_uri": .string("\(request.address)/oauth2.googleapis.com/token"), "universe_domain": "googleapis.com",
        ]
        guard var answer = Self.json(key, of: account).object else { return Answer(500) }
        answer["privateKeyType"] = "TYPE_GOOGLE_CREDENTIALS_FILE"
        answer["privateKeyData"] = .string(Base64.standard.string(Array(file.indented.utf8)))
        return Answer(200, .object(answer))
    }
}
