// SPDX-License-Identifier: Apache-2.0
import JSON
import StrictYAML

extension YAMLNode {
    /// All mappings with their places, the outer ones first: keys, and numbers of a list's elements.
    var mappings: [(place: [String], node: YAMLNode)] {
        switch content {
        case .scalar, .null: []
        case .sequence(let nodes): Self.nested(nodes.enumerated().map { ("\($0.offset)", $0.element) })
        case .mapping(let entries): [([], self)] + Self.nested(entries.map { ($0.key, $0.value) })
        }
    }

    private static func nested(_ children: [(String, YAMLNode)]) -> [(place: [String], node: YAMLNode)] {
        children.flatMap { name, node in node.mappings.map { ([name] + $0.place, $0.node) } }
    }

    /// A mapping's.
    var keys: [String] {
        if case .mapping(let entries) = content { entries.map(\.key) } else { [] }
    }

    /// As a document in flow style.
    var flow: String { flow(nil) { $0 } }

    /// As one with a key more in the mapping at a place.
    func flow(adding key: String, at place: [String]) -> String {
        flow(place) { $0 + ["\(JSONValue.string(key).text): 1"] }
    }

    /// As one with a key less in the mapping at a place.
    func flow(removing key: String, at place: [String]) -> String {
        flow(place) { $0.filter { !$0.hasPrefix("\(JSONValue.string(key).text): ") } }
    }

    private func flow(_ place: [String]?, _ change: ([String]) -> [String]) -> String {
        func below(_ name: String) -> [String]? {
            guard let place, place.first == name else { return nil }
            return Array(place.dropFirst())
        }
        switch content {
        case .null: return "null"
        case .scalar(let text): return JSONValue.string(text).text
        case .sequence(let nodes):
            let elements = nodes.enumerated().map { $0.element.flow(below("\($0.offset)"), change) }
            return "[\(elements.joined(separator: ", "))]"
        case .mapping(let entries):
            let members = entries.map { "\(JSONValue.string($0.key).text): \($0.value.flow(below($0.key), change))" }
            return "{\((place == [] ? change(members) : members).joined(separator: ", "))}"
        }
    }
}

extension JSONValue {
    fileprivate var text: String { String(decoding: canonical, as: UTF8.self) }
}
