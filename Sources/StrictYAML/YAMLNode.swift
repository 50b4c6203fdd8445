// SPDX-License-Identifier: Apache-2.0
import Yams

/// A node of a YAML document that remembers where it stands.
package struct YAMLNode: Sendable {
    package indirect enum Content: Sendable {
        case scalar(String)
        case null
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    package struct Entry: Sendable {
        package let key: String
        let location: YAMLLocation
        package let value: YAMLNode
    }

    /// Aliases of aliases can make a page of text into more values than there is memory for.
    private static let maximumCount = 100_000

    package let location: YAMLLocation
    package let content: Content

    /// Reads one document. Anchors and aliases are resolved; a key twice in a mapping is an error.
    package init(parsing text: String, file: String) throws(YAMLError) {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw Self.error(error, file: file)
        }
        guard let node else {
            self.init(location: YAMLLocation(file: file, line: 1, column: 1), content: .null)
            return
        }
        var budget = Self.maximumCount
        try self.init(node, file: file, &budget)
    }

    private init(location: YAMLLocation, content: Content) {
        self.location = location
        self.content = content
    }

    private init(_ node: Node, file: String, _ budget: inout Int) throws(YAMLError) {
        location = YAMLLocation(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        budget -= 1
        guard budget > 0 else { throw YAMLError(location, .malformed("more values than any configuration has")) }
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            let isNull = isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            content = isNull ? .null : .scalar(scalar.string)
        case .sequence(let sequence):
            var elements: [YAMLNode] = []
            for element in sequence { elements.append(try YAMLNode(element, file: file, &budget)) }
            content = .sequence(elements)
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping {
                let place = YAMLLocation(file: file, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)
                guard let name = key.scalar?.string else {
                    throw YAMLError(place, .malformed("a key that is not text"))
                }
                guard !entries.contains(where: { $0.key == name }) else { throw YAMLError(place, .duplicateKey(name)) }
                entries.append(Entry(key: name, location: place, value: try YAMLNode(value, file: file, &budget)))
            }
            content = .mapping(entries)
        case .alias:
            throw YAMLError(location, .malformed("an alias without its anchor"))
        }
    }

    /// Yams' errors carry the whole document; only what is wrong and where is kept.
    private static func error(_ error: any Error, file: String) -> YAMLError {
        func at(_ mark: Mark, _ reason: YAMLError.Reason) -> YAMLError {
            YAMLError(YAMLLocation(file: file, line: mark.line, column: mark.column), reason)
        }
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return at(mark, .malformed(problem))
        case .duplicatedKeysInMapping(let duplicates, let context):
            return at(context.mark, .duplicateKey(duplicates.first ?? "?"))
        default:
            return YAMLError(YAMLLocation(file: file, line: 1, column: 1), .malformed("it cannot be read"))
        }
    }
}
