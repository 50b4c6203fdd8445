// SPDX-License-Identifier: Apache-2.0
import JSON

/// Whose token it is, and what it allows.
extension GoogleCloud {
    func caller(_ request: Request, _ moment: Moment) throws(Answer) -> GoogleToken {
        guard let bearer = request.bearer else { throw GoogleError.unauthenticated("CREDENTIALS_MISSING", request) }
        guard let token = tokens[bearer] else {
            throw GoogleError.unauthenticated("ACCESS_TOKEN_TYPE_UNSUPPORTED", request)
        }
        guard moment.now < token.expiry else { throw GoogleError.unauthenticated("ACCESS_TOKEN_EXPIRED", request) }
        guard token.isScoped(for: request) else { throw GoogleError.insufficientScopes(request) }
        return token
    }

    /// The permissions of a caller on `projects/…/serviceAccounts/…`, `projects/…`, `folders/…` or `organizations/…`.
    func permissions(of token: GoogleToken, on name: String) -> [String] {
        var names = projects.scopes(of: name)
        for name in names {
            guard let id = name.between("projects/", ""), let project = projects[id] else { continue }
            names += ["projects/\(project["projectId"]?.string ?? "")", "projects/\(GoogleProjects.number(project))"]
        }
        return Set(names).sorted().flatMap { token.permissions[$0] ?? [] }
    }

    func has(_ token: GoogleToken, _ permission: String, on name: String) -> Bool {
        permissions(of: token, on: name).contains { $0 == permission || $0 == "*" }
    }

    /// - Parameter permission: nil: any will do.
    func check(_ token: GoogleToken, _ permission: String?, on name: String, _ request: Request) throws(Answer) {
        let held = permissions(of: token, on: name)
        guard permission.map({ has(token, $0, on: name) }) ?? !held.isEmpty else {
            let permission = permission ?? "resourcemanager.projects.get"
            let isCompute = request.host == "compute.googleapis.com"
            let resource = "//\(request.host)/\(name)"
            throw GoogleError.denied(
                permission,
                isCompute
                    ? "Required '\(permission)' permission for '\(name)'"
                    : "Permission '\(permission)' denied on resource '\(resource)' (or it may not exist).",
                domain: isCompute ? "compute.googleapis.com" : "iam.googleapis.com", resource: name)
        }
    }

    /// The project of a request, by its id: from the path, or from the parameters that name one.
    func project(of request: Request) throws(Answer) -> JSONValue? {
        let named =
            GooglePath.project(request.path) ?? request.query["project"]
            ?? request.query["parent"].flatMap { GooglePath.project("/\($0)") }
        guard let named else { return nil }
        guard let project = projects[named] else { throw GoogleError.noProject(named, request) }
        return project
    }
}
