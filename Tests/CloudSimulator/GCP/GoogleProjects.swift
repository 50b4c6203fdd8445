// SPDX-License-Identifier: Apache-2.0
import JSON

/// The projects, the folders above them, and the APIs that are not enabled.
struct GoogleProjects: Sendable {
    let all: [JSONValue]
    /// By name: `folders/10`
    let folders: JSONObject
    private let disabled: JSONObject

    init(_ state: JSONValue) {
        all = state["projects"]?.array ?? []
        var folders = JSONObject()
        for member in state["folders"]?.object?.members ?? [] {
            folders[member.name.hasPrefix("folders/") ? member.name : "folders/\(member.name)"] = member.value
        }
        self.folders = folders
        disabled = state["disabled_services"]?.object ?? [:]
    }

    /// By id or number.
    subscript(_ name: String) -> JSONValue? {
        all.first { $0["projectId"]?.string == name || Self.number($0) == name }
    }

    static func number(_ project: JSONValue) -> String {
        project["projectNumber"]?.string ?? project["projectNumber"]?.integer.map { "\($0)" } ?? ""
    }

    func isDisabled(_ service: String, in project: String) -> Bool {
        disabled[project]?.array?.contains { $0.string == service } ?? false
    }

    /// Where permissions on a service account, project, folder or organization may be held: there and above.
    func scopes(of name: String) -> [String] {
        let parent: String?
        if let account = name.firstRange(of: "/serviceAccounts/") {
            parent = String(name[..<account.lowerBound])
        } else if let id = name.between("projects/", ""), let project = self[id] {
            parent = project["parent"]?.string
        } else {
            parent = folders[name]?["parent"]?.string
        }
        return [name] + (parent.map { scopes(of: $0) } ?? [])
    }

    /// https://cloud.google.com/resource-manager/reference/rest/v3/projects
    static func object(_ project: JSONValue) -> JSONValue {
        let id = project["projectId"]?.string ?? ""
        var object: JSONObject = [
            "displayName": .string(id), "state": "ACTIVE", "createTime": "2024-01-15T09:30:00.123Z",
            "updateTime": "2024-01-15T09:30:00.123Z", "etag": "W/\"2f5d9a1c0b7e4d63\"",
        ]
        for member in project.object?.members ?? [] where member.name != "projectNumber" {
            object[member.name] = member.value
        }
        object["name"] = .string("projects/\(number(project))")
        return .object(object)
    }

    /// https://cloud.google.com/resource-manager/reference/rest/v3/folders
    func object(folder name: String) -> JSONValue {
        var object: JSONObject = [
            "name": .string(name), "displayName": .string(name), "state": "ACTIVE",
            "createTime": "2024-01-15T09:30:00.123Z", "updateTime": "2024-01-15T09:30:00.123Z",
        ]
        for member in folders[name]?.object?.members ?? [] { object[member.name] = member.value }
        return .object(object)
    }
}
