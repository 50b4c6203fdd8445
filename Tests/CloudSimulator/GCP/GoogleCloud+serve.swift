// SPDX-License-Identifier: Apache-2.0
import JSON

/// The APIs behind googleapis.com, from the estate.
extension GoogleCloud {
    mutating func serve(_ request: Request, _ moment: Moment) throws(Answer) -> Answer {
        let token = try caller(request, moment)
        let project = try project(of: request)
        if let project {
            let id = project["projectId"]?.string ?? ""
            guard !projects.isDisabled(request.host, in: id) else {
                throw GoogleError.disabled(request.host, number: GoogleProjects.number(project))
            }
        }
        if request.host == "cloudresourcemanager.googleapis.com",
            let answer = try resourceManager(request, token, moment)
        {
            return answer
        }
        if request.host == "cloudasset.googleapis.com", let answer = try assets(request, token, moment) {
            return answer
        }
        if request.host == "iam.googleapis.com", let answer = try keys(request, token, moment) { return answer }
        guard let host = estate[request.host] else { return Answer(404, text: "Not Found") }
        let names = paths(request, project)
        func found<Value>(_ values: [String: Value]) -> (path: String, value: Value)? {
            for name in names {
                if let value = values[name] { return (name, value) }
            }
            return nil
        }
        func allow(_ permission: String?) throws(Answer) {
            try check(token, permission, project, request)
        }
        let isPost = request.method == "POST"
        if let (path, object) = found(isPost ? host.posts : host.objects) {
            try allow(host.permissions[path] ?? object["permission"]?.string)
            return Answer(200, Self.unwrapped(object))
        }
        guard request.method == "GET" else {
            try allow(nil)
            throw GoogleError.notFound(request)
        }
        if let (_, list) = found(host.lists) {
            try allow(list.permission)
            return try list.answer(request, moment)
        }
        if let (path, item) = found(host.items) {
            try allow(host.permissions[path])
            return Answer(200, item)
        }
        let kin = host.shapes[GooglePath.shape(request.path)]
        try allow(kin?.permission)
        // A list of a kind that exists, in something that exists, is empty.
        let parent = GooglePath.parent(request.path)
        let hasParent = parent.map { parent in
            paths(parent, project).contains { host.items[$0] != nil || host.objects[$0] != nil }
        }
        guard let kin, hasParent ?? true else { throw GoogleError.notFound(request) }
        return try kin.emptied.answer(request, moment)
    }

    /// `{"permission": "…", "value": {…}}` stands for the value.
    private static func unwrapped(_ object: JSONValue) -> JSONValue {
        guard let value = object["value"], object["permission"]?.string != nil, object.object?.members.count == 2 else {
            return object
        }
        return value
    }

    /// Without a project, what is held on any of them counts.
    private func check(
        _ token: GoogleToken, _ permission: String?, _ project: JSONValue?, _ request: Request
    ) throws(Answer) {
        if let project {
            try check(token, permission, on: "projects/\(project["projectId"]?.string ?? "")", request)
            return
        }
        let isHeld = token.permissions.values.contains { held in
            permission.map { permission in held.contains { $0 == permission || $0 == "*" } } ?? !held.isEmpty
        }
        guard isHeld else {
            let name = permission ?? "resourcemanager.projects.get"
            throw GoogleError.denied(
                name, "Permission '\(name)' denied on resource (or it may not exist).", domain: "iam.googleapis.com")
        }
    }

    /// Under which names the estate may have it: the project by id or number, and the parameters that choose a list.
    private func paths(_ request: Request, _ project: JSONValue?) -> [String] {
        let plain = paths(request.path.withoutSlashes, project)
        let chosen = ["project", "parent"].flatMap { name -> [String] in
            guard let value = request.query[name] else { return [] }
            let values =
                name == "project"
                ? [value, project?["projectId"]?.string ?? value]
                : paths("/\(value)", project).map { String($0.dropFirst()) }
            return plain.flatMap { path in values.map { "\(path)?\(name)=\($0)" } }
        }
        return chosen + plain
    }

    private func paths(_ path: String, _ project: JSONValue?) -> [String] {
        guard let project else { return [path] }
        return [path]
            + [project["projectId"]?.string ?? "", GoogleProjects.number(project)]
            .map { GooglePath.replacingProject(path, by: $0) }
    }
}
