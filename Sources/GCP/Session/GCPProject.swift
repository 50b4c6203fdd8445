// SPDX-License-Identifier: Apache-2.0
package import Access
package import Cloud
import JSON
package import REST

/// Projects, as their organization knows them.
package enum GCPProject {
    /// What asking a project for its state and its number needs.
    package static let permission = Permission("resourcemanager.projects.get")!

    /// What finding them needs, at the folder or organization.
    package static let permissions = [
        Permission("resourcemanager.folders.list")!, Permission("resourcemanager.projects.list")!,
    ]

    /// 6 to 30 lower-case letters, digits and hyphens; of a domain, in older ones, `example.com:` before it.
    package static func isID(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let id = parts.last, (6...30).contains(id.utf8.count), id.first?.isLetter == true else { return false }
        return text.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "."), UInt8(ascii: ":"):
                true
            default: false
            }
        }
    }

    /// `folders/123`, `organizations/456`.
    package static func isParent(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && ["folders", "organizations"].contains(parts[0]) && !parts[1].isEmpty
            && parts[1].utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension RESTSession {
    /// Folders lie at most ten deep, https://cloud.google.com/resource-manager/docs/limits.
    private static let maximumDepth = 10

    /// The projects below folders or organizations, at any depth, each once, sorted by id.
    package func gcpProjects(below parents: [String]) async throws(CloudError) -> [CloudAccount] {
        var projects: [String: CloudAccount] = [:]
        var level = parents
        var seen: Set<String> = []
        for _ in 0...Self.maximumDepth where !level.isEmpty {
            var next: [String] = []
            for parent in level where seen.insert(parent).inserted {
                let inFolder = [(name: "parent", value: parent)]
                let list = RESTCall.gcp(
                    Self.manager, "/v3/projects",
                    query: inFolder + [(name: "showDeleted", value: "true")],
                    items: "projects",
                    GCPProject.permissions[1])
                for entry in try await self.list(list, scope: "") {
                    let project = try account(entry, list)
                    projects[project.id] = project
                }
                let folders = RESTCall.gcp(
                    Self.manager, "/v3/folders", query: inFolder, items: "folders",
                    GCPProject.permissions[0])
                for entry in try await self.list(folders, scope: "") {
                    guard let name = entry["name"]?.scalar, GCPProject.isParent(name) else { throw malformed(folders) }
                    next.append(name)
                }
            }
            level = next
        }
        // Whatever lies deeper than Google allows would be left out without a word.
        guard level.isEmpty else {
            throw CloudError(
                service: "cloudresourcemanager", operation: "folders.list", .malformedAnswer, code: "TooDeep")
        }
        return projects.values.sorted { $0.id < $1.id }
    }

    package func gcpProject(_ id: String) async throws(CloudError) -> CloudAccount {
        let call = RESTCall.gcp(Self.manager, "/v3/projects/{project}", items: ".", GCPProject.permission)
        guard let entry = try await list(call, scope: id).first else { throw malformed(call) }
        return try account(entry, call)
    }

    private static let manager = "cloudresourcemanager.googleapis.com"

    /// `ACTIVE`, `DELETE_REQUESTED`, https://cloud.google.com/resource-manager/reference/rest/v3/projects; its `name`
    /// holds its number.
    private func account(_ entry: CanonicalJSON, _ call: RESTCall) throws(CloudError) -> CloudAccount {
        guard let id = entry["projectId"]?.scalar, GCPProject.isID(id), let state = entry["state"]?.scalar
        else { throw malformed(call) }
        return CloudAccount(
            id: id, name: entry["displayName"]?.scalar ?? "", state: state, isReadable: state == "ACTIVE",
            alias: entry["name"]?.scalar?.split(separator: "/").last.map(String.init))
    }

    private func malformed(_ call: RESTCall) -> CloudError {
        CloudError(
            service: "cloudresourcemanager", operation: call.operation, .malformedAnswer, code: "MalformedAnswer")
    }
}
