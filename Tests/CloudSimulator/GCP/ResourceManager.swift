// SPDX-License-Identifier: Apache-2.0
import JSON

/// Projects and folders. https://cloud.google.com/resource-manager/reference/rest/v3/projects
extension GoogleCloud {
    /// - Returns: nil for paths of the estate.
    func resourceManager(_ request: Request, _ token: GoogleToken, _ moment: Moment) throws(Answer) -> Answer? {
        let segments = request.path.segments
        guard segments.count >= 2, ["v1", "v3"].contains(segments[0]) else { return nil }
        if request.method == "POST", let name = segments.last?.between("", ":testIamPermissions") {
            let resource = (segments.dropFirst().dropLast() + [name]).joined(separator: "/")
            let asked = request.json?["permissions"]?.array?.compactMap(\.string) ?? []
            let held = asked.filter { has(token, $0, on: resource) }
            return Answer(200, held.isEmpty ? [:] : ["permissions": JSONValue(strings: held)])
        }
        guard request.method == "GET" else { return nil }
        let name = segments.count == 3 && !segments[2].contains(":") ? segments[2] : nil
        switch (segments[1], name) {
        case ("projects", nil) where segments.count == 2:
            guard let parent = request.query["parent"] else { throw GoogleError.invalid("Parent is required.") }
            try check(token, "resourcemanager.projects.list", on: parent, request)
            let children = projects.all.filter { $0["parent"]?.string == parent }
            return try list(children.map(GoogleProjects.object), "projects", request, moment)
        case ("projects:search", nil):
            return try list(try search(request, token).map(GoogleProjects.object), "projects", request, moment)
        case ("folders", nil) where segments.count == 2:
            guard let parent = request.query["parent"] else { throw GoogleError.invalid("Parent is required.") }
            try check(token, "resourcemanager.folders.list", on: parent, request)
            let children = projects.folders.members.filter { $0.value["parent"]?.string == parent }
            return try list(children.map { projects.object(folder: $0.name) }, "folders", request, moment)
        case ("projects", let name?):
            guard let project = projects[name] else { throw GoogleError.noProject(name, request) }
            try check(token, "resourcemanager.projects.get", on: "projects/\(name)", request)
            let known = estate[request.host]?.objects["/v3/projects/\(project["projectId"]?.string ?? "")"]
            return Answer(200, known ?? GoogleProjects.object(project))
        case ("folders", let name?):
            try check(token, "resourcemanager.folders.get", on: "folders/\(name)", request)
            guard projects.folders["folders/\(name)"] != nil else { throw GoogleError.notFound(request) }
            return Answer(200, projects.object(folder: "folders/\(name)"))
        default: return nil
        }
    }

    /// What one may get; `parent:folders/10`, `id:…` and `state:…` of the query language.
    private func search(_ request: Request, _ token: GoogleToken) throws(Answer) -> [JSONValue] {
        var found = projects.all.filter { project in
            has(token, "resourcemanager.projects.get", on: "projects/\(project["projectId"]?.string ?? "")")
        }
        for term in (request.query["query"] ?? "").split(separator: " ") where term != "AND" {
            guard let match = String(term).wholeMatch(of: /(parent|id|projectId|state)[:=](.+)/) else {
                throw GoogleError.invalid("Request contains an invalid argument: query.")
            }
            let name = match.1 == "id" ? "projectId" : String(match.1)
            found = found.filter { ($0[name]?.string ?? (name == "state" ? "ACTIVE" : "")) == match.2 }
        }
        return found
    }

    private func list(
        _ values: [JSONValue], _ name: String, _ request: Request, _ moment: Moment
    ) throws(Answer) -> Answer {
        try GoogleList(["items": .string(name), "values": .array(values)]).answer(request, moment)
    }
}
