// SPDX-License-Identifier: Apache-2.0
import JSON

/// What there is in the projects, by host.
struct GoogleEstate: Sendable {
    struct Host: Sendable {
        var lists: [String: GoogleList] = [:]
        var shapes: [String: GoogleList] = [:]
        var objects: [String: JSONValue] = [:]
        var posts: [String: JSONValue] = [:]
        /// By path, for objects and posts.
        var permissions: [String: String] = [:]
        /// Items of lists, by the paths at which each of them is to be got.
        var items: [String: JSONValue] = [:]

        /// The objects that are lists without pages: the path's last word, or `items`, is the member that holds them.
        var wholeLists: [String: GoogleList] {
            var lists: [String: GoogleList] = [:]
            for (path, object) in objects {
                let names = [path.segments.last ?? "", "items"]
                guard let name = names.first(where: { object[$0]?.array != nil }) else { continue }
                lists[path] = GoogleList(["items": .string(name), "values": object[name] ?? []])
            }
            return lists
        }
    }

    private(set) var hosts: [String: Host] = [:]

    init(_ files: [JSONValue]) {
        for file in files {
            guard let name = file["host"]?.string else { continue }
            var host = hosts[name] ?? Host()
            for member in file["lists"]?.object?.members ?? [] {
                let list = GoogleList(member.value)
                host.lists[member.name] = list
                let path = String(member.name.prefix { $0 != "?" })
                host.shapes[GooglePath.shape(path)] = list
                for value in list.values {
                    for item in Self.paths(of: value, in: path) { host.items[item] = value }
                }
            }
            for member in file["objects"]?.object?.members ?? [] { host.objects[member.name] = member.value }
            for member in file["posts"]?.object?.members ?? [] { host.posts[member.name] = member.value }
            for member in file["permissions"]?.object?.members ?? [] {
                host.permissions[member.name] = member.value.string
            }
            hosts[name] = host
        }
    }

    /// A service has hosts of its own in some locations: `europe-west1-run.googleapis.com`.
    subscript(_ name: String) -> Host? {
        if let host = hosts[name] { return host }
        return hosts.first { name.hasSuffix("-\($0.key)") }?.value
    }

    /// By its `selfLink`, by its name where that is a path, and by its short name behind the list's path.
    private static func paths(of value: JSONValue, in list: String) -> [String] {
        var paths: [String] = []
        if let link = value["selfLink"]?.string, let rest = link.between("https://", "") {
            paths.append(String(rest.drop { $0 != "/" }))
        }
        guard let name = value["name"]?.string ?? value["id"]?.string else { return paths }
        if let root = list.firstRange(of: "/projects/"), name.hasPrefix("projects/") {
            paths.append("\(list[..<root.lowerBound])/\(name)")
        } else {
            paths.append("\(list)/\(name)")
        }
        return paths
    }
}
