// SPDX-License-Identifier: Apache-2.0
import Cloud
import JSON

/// Where in an answer its items are: `value`, `items`, `items.*.instances`; `*` stands for any member, and `.` for the
/// answer itself.
struct ItemsPath: Sendable, Equatable, CustomStringConvertible {
    let names: [String]

    init?(_ text: String) {
        if text == "." {
            names = []
            return
        }
        let names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard names.allSatisfy({ $0 == "*" || MemberPath($0) != nil }) else { return nil }
        self.names = names
    }

    var description: String { names.isEmpty ? "." : names.joined(separator: ".") }

    /// What services call the places that they could not ask.
    private static let gaps = [
        "unreachable", "unreachables", "unreachableLocations", "missingZones", "failedLocations", "failedLocation",
    ]

    /// Codes of warnings that take nothing away from a list.
    private static let remarks: Set<String> = [
        "NO_RESULTS_ON_PAGE", "DEPRECATED_RESOURCE_USED", "DEPRECATED_TYPE_USED", "EXPERIMENTAL_TYPE_USED",
    ]

    /// Lists are of several scopes, each of which may be missing.
    var isAggregated: Bool { names.contains("*") }

    /// Whether the answer is one to a list: Azure always gives the list, Google leaves empty ones out, and neither puts
    /// an error into a success.
    func isThere(in answer: CanonicalJSON, _ dialect: RESTDialect) -> Bool {
        guard answer["error"] == nil || names.isEmpty else { return false }
        guard dialect.items != nil, !names.isEmpty, !isAggregated else { return true }
        return MemberPath(names: names).value(in: answer)?.isArray == true
    }

    /// The elements of the lists that it leads to, or what is no list itself.
    func values(in json: CanonicalJSON) -> [CanonicalJSON] {
        var found = [json]
        for name in names {
            var next: [CanonicalJSON] = []
            for value in found {
                if name == "*" {
                    value.forEachMember { next.append($1) }
                } else if let member = value[name] {
                    next.append(member)
                }
            }
            found = next
        }
        return found.flatMap { value -> [CanonicalJSON] in
            guard value.isArray else { return value.isNull ? [] : [value] }
            var elements: [CanonicalJSON] = []
            value.forEachElement { elements.append($0) }
            return elements
        }
    }

    /// The scopes of an aggregated list that could not be reached, with Google's code for why,
    /// https://cloud.google.com/compute/docs/reference/rest/v1/instances/aggregatedList; and the locations that a list
    /// names as `unreachable`, https://google.aip.dev/217.
    func unreached(in answer: CanonicalJSON) -> [(scope: String, code: String)] {
        var found: [(scope: String, code: String)] = []
        for name in Self.gaps {
            guard let gap = answer[name], !gap.isNull else { continue }
            if gap.isArray {
                gap.forEachElement { found.append(($0.scalar ?? $0["name"]?.scalar ?? name, "UNREACHABLE")) }
            } else {
                found.append((gap.scalar ?? name, "UNREACHABLE"))
            }
        }
        // Of the whole list: Compute's, and Cloud SQL's for each region.
        var warnings = [answer["warning"]].compactMap(\.self)
        answer["warnings"]?.forEachElement { warnings.append($0) }
        for warning in warnings {
            guard let code = warning["code"]?.scalar, !Self.remarks.contains(code) else { continue }
            found.append((warning["region"]?.scalar ?? "the list", code))
        }
        guard isAggregated, let scopes = names.first.flatMap({ answer[$0] }) else { return found }
        scopes.forEachMember { name, value in
            guard let code = value["warning"]?["code"]?.scalar, !Self.remarks.contains(code) else { return }
            found.append((String(decoding: name, as: UTF8.self), code))
        }
        return found
    }
}
