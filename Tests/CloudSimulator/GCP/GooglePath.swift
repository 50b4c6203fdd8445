// SPDX-License-Identifier: Apache-2.0

/// What a path of a Google API says.
struct GooglePath {
    /// Words that stand alone, where collections have an id behind them.
    private static let single: Set<String> = ["global", "aggregated"]
    /// Where resource names begin.
    private static let roots: Set<String> = ["projects", "b", "apps", "folders", "organizations"]

    /// `projects/demo-project` from its path, `demo-project`; a method behind a colon is none of it.
    static func project(_ path: String) -> String? {
        let segments = path.segments
        for index in segments.indices.dropLast() where ["projects", "apps"].contains(segments[index]) {
            let name = segments[index + 1].prefix { $0 != ":" }
            return name == "-" ? nil : String(name)
        }
        return nil
    }

    /// The path with another name for its project.
    static func replacingProject(_ path: String, by name: String) -> String {
        guard let project = project(path) else { return path }
        var segments = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        for index in segments.indices.dropFirst() where ["projects", "apps"].contains(segments[index - 1]) {
            segments[index] = name + segments[index].dropFirst(project.count)
            break
        }
        return segments.joined(separator: "/")
    }

    /// The path with `*` for each id: lists of the same kind have the same.
    static func shape(_ path: String) -> String {
        let segments = path.segments
        let root = segments.firstIndex { roots.contains($0) } ?? segments.count
        var shape = Array(segments[..<root])
        var isID = false
        for segment in segments[root...] {
            let method = segment.drop { $0 != ":" }
            shape.append(isID ? "*\(method)" : segment)
            isID = !isID && !single.contains(segment)
        }
        return shape.joined(separator: "/")
    }

    /// What a list is in; nil if that is nothing that could be missing.
    static func parent(_ path: String) -> String? {
        let parent = path.segments.dropLast()
        guard let last = parent.last, parent.count > 2, !single.contains(last) else { return nil }
        let kind = parent[parent.endIndex - 2]
        guard !["projects", "apps", "locations", "zones", "regions"].contains(kind) else { return nil }
        return "/" + parent.joined(separator: "/")
    }
}
