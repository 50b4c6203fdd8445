// SPDX-License-Identifier: Apache-2.0
import StrictYAML

@testable import Agent

/// The keys that the loader asks for, by the mapping that they stand in. It tells them when it meets one that it does not
/// know.
struct KnownKeys {
    private static let stranger = "what-nobody-knows"

    /// What may stand in each mapping; the elements of lists and tables are `*`.
    private(set) var known: [String: Set<String>] = [:]
    /// What stands in it.
    private(set) var present: [String: Set<String>] = [:]
    /// The mappings whose keys are names of the user's.
    private(set) var tables: Set<String> = []
    /// A mapping is read as it is, wherever the rest of the document may lead.
    private var asked: Set<String> = []

    /// - Parameter load: reads a document in place of the example.
    mutating func add(_ text: String, _ load: (String) throws(AgentError) -> Void) throws {
        let root = try YAMLNode(parsing: text, file: "example")
        // Otherwise the stranger would not be what is wrong with it.
        try load(root.flow)
        for (place, node) in root.mappings {
            let name = name(place)
            guard asked.insert("\(name) \(node.flow)").inserted else { continue }
            present[name, default: []].formUnion(node.keys)
            if let keys = Self.asked(root.flow(adding: Self.stranger, at: place), load) {
                known[name, default: []].formUnion(keys)
            } else {
                tables.insert(name)
            }
        }
    }

    /// Nil where the stranger was none.
    private static func asked(_ text: String, _ load: (String) throws(AgentError) -> Void) -> [String]? {
        do {
            try load(text)
            return nil
        } catch {
            guard case .configuration(let error) = error, case .unknownKey(let key, _, let known) = error.reason,
                key.hasSuffix(stranger)
            else { return nil }
            return known
        }
    }

    private func name(_ place: [String]) -> String {
        var name = ""
        for step in place {
            let isElement = Int(step) != nil || tables.contains(name)
            name += (name.isEmpty ? "" : ".") + (isElement ? "*" : step)
        }
        return name
    }

    /// Those that stand nowhere.
    var missing: [String] {
        known.flatMap { name, keys in keys.subtracting(present[name] ?? []).map { "\(name).\($0)" } }.sorted()
    }
}
