// SPDX-License-Identifier: Apache-2.0
import JSON

/// Keys of the service accounts that can log in here. Those of others are the estate's.
/// https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys
extension GoogleCloud {
    /// - Returns: nil for paths of the estate.
    mutating func keys(_ request: Request, _ token: GoogleToken, _ moment: Moment) throws(Answer) -> Answer? {
        let pattern = /\/v1\/projects\/([^\/]+)\/serviceAccounts\/([^\/]+)\/keys(?:\/([^\/:]+))?(?::(\w+))?/
        guard let match = request.path.wholeMatch(of: pattern) else { return nil }
        let (id, verb) = (match.3.map { String($0) }, match.4.map { String($0) })
        let permission = "iam.serviceAccountKeys.\(Self.action(request.method, isOne: id != nil, verb))"
        let email = String(match.2)
        guard let account = accounts.values.first(where: { $0.email == email || $0.uniqueID == email }) else {
            // Without a project nobody is told whether there is such an account.
            guard match.1 == "-" else { return nil }
            throw GoogleError.denied(
                permission, "Permission '\(permission)' denied on resource (or it may not exist).",
                domain: "iam.googleapis.com", resource: "projects/-/serviceAccounts/\(email)")
        }
        guard match.1 == "-" || projects[String(match.1)]?["projectId"] == projects[account.project]?["projectId"]
        else {
            throw GoogleError.notFound(request)
        }
        try check(token, permission, on: account.name, request)
        guard let id else {
            switch (request.method, verb) {
            case ("GET", nil): return try list(of: account, request, moment)
            case ("POST", nil): return try createKey(of: account, request, moment)
            case ("POST", "upload"?): return try uploadKey(of: account, request, moment)
            default: throw GoogleError.notFound(request)
            }
        }
        guard let index = account.keys.firstIndex(where: { $0.id == id && $0.life.isListed(moment) }) else {
            throw GoogleError.notFound(request)
        }
        switch (request.method, verb) {
        case ("GET", nil):
            let key = account.keys[index]
            var object = key.json(of: account)
            let data = try key.publicKeyData(request.query["publicKeyType"] ?? "TYPE_NONE")
            object["publicKeyData"] = data.map { .string($0) }
            return Answer(200, .object(object))
        case ("DELETE", nil): accounts[account.email]?.keys.remove(at: index)
        case ("POST", "disable"?): accounts[account.email]?.keys[index].isDisabled = true
        case ("POST", "enable"?): accounts[account.email]?.keys[index].isDisabled = false
        default: throw GoogleError.notFound(request)
        }
        return Answer(ok: [:])
    }

    private static func action(_ method: String, isOne: Bool, _ verb: String?) -> String {
        switch (method, verb) {
        case ("DELETE", _): "delete"
        case ("POST", let verb?) where isOne: verb
        case ("POST", _): "create"
        default: isOne ? "get" : "list"
        }
    }

    /// Of both kinds, unless the request asks for one.
    private func list(of account: GoogleAccount, _ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        let types = request.query.all("keyTypes")
        guard types.allSatisfy({ ["USER_MANAGED", "SYSTEM_MANAGED", "KEY_TYPE_UNSPECIFIED"].contains($0) }) else {
            throw GoogleError.invalid("Invalid value at 'key_types'.")
        }
        let wanted = types.filter { $0 != "KEY_TYPE_UNSPECIFIED" }
        var keys: [JSONValue] = []
        if wanted.isEmpty || wanted.contains("SYSTEM_MANAGED") { keys.append(GoogleKey.ofSystem(account, moment)) }
        if wanted.isEmpty || wanted.contains("USER_MANAGED") {
            keys += account.keys.filter { $0.life.isListed(moment) }.map { .object($0.json(of: account)) }
        }
        return Answer(200, keys.isEmpty ? [:] : ["keys": .array(keys)])
    }
}
