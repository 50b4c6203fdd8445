// SPDX-License-Identifier: Apache-2.0

/// Reads the keys of a mapping one by one; ``end()`` refuses those that nobody asked for.
package struct YAMLMapping {
    package let location: YAMLLocation
    private let path: String
    private let entries: [YAMLNode.Entry]
    private var known: [String] = []

    package init(_ node: YAMLNode, path: String = "") throws(YAMLError) {
        switch node.content {
        case .mapping(let entries): self.entries = entries
        case .null: entries = []
        case .scalar, .sequence:
            throw YAMLError(node.location, .wrongType(key: path.isEmpty ? "the document" : path, expected: "a mapping"))
        }
        location = node.location
        self.path = path
    }

    /// The keys in their order, for mappings whose keys are names.
    package var keys: [String] { entries.map(\.key) }

    package mutating func node(_ key: String) -> YAMLNode? {
        known.append(key)
        guard let value = entries.first(where: { $0.key == key })?.value else { return nil }
        if case .null = value.content { return nil }
        return value
    }

    /// The key is there, and its value is YAML's null: `key:`, `key: ~`, `key: null`.
    package mutating func isNull(_ key: String) -> Bool {
        known.append(key)
        guard case .null? = entries.first(where: { $0.key == key })?.value.content else { return false }
        return true
    }

    /// Without anything under it, the key is an empty mapping: `organization:` alone is no less than the key.
    package mutating func mapping(_ key: String) throws(YAMLError) -> YAMLMapping? {
        known.append(key)
        guard let node = entries.first(where: { $0.key == key })?.value else { return nil }
        return try YAMLMapping(node, path: name(key))
    }

    /// - Throws: where the key stands without a value: whoever wrote it meant something.
    private mutating func value(_ key: String) throws(YAMLError) -> YAMLNode? {
        if isNull(key) { throw invalid(key, "has no value; give it one, or leave the key out") }
        return node(key)
    }

    package mutating func string(_ key: String) throws(YAMLError) -> String? {
        guard let node = try value(key) else { return nil }
        guard case .scalar(let text) = node.content else { throw wrongType(node, key, "text") }
        return text
    }

    package mutating func bool(_ key: String) throws(YAMLError) -> Bool? {
        guard let node = try value(key) else { return nil }
        guard case .scalar(let text) = node.content, text == "true" || text == "false" else {
            throw wrongType(node, key, "true or false")
        }
        return text == "true"
    }

    package mutating func integer(_ key: String, in range: ClosedRange<Int>) throws(YAMLError) -> Int? {
        guard let node = try value(key) else { return nil }
        guard case .scalar(let text) = node.content, let number = Int(text), range.contains(number) else {
            throw wrongType(node, key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    package mutating func number(_ key: String, in range: ClosedRange<Double>) throws(YAMLError) -> Double? {
        guard let node = try value(key) else { return nil }
        guard case .scalar(let text) = node.content, let number = Double(text), range.contains(number) else {
            throw wrongType(node, key, "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    package mutating func strings(_ key: String) throws(YAMLError) -> [String]? {
        guard let nodes = try sequence(key) else { return nil }
        var texts: [String] = []
        for node in nodes {
            guard case .scalar(let text) = node.content else { throw wrongType(node, key, "a list of texts") }
            texts.append(text)
        }
        return texts
    }

    /// As ``strings(_:)``, where a list without anything would say nothing, or everything.
    package mutating func filledStrings(_ key: String) throws(YAMLError) -> [String]? {
        let texts = try strings(key)
        if texts?.isEmpty == true { throw invalid(key, "is an empty list; leave the key out, or name something") }
        return texts
    }

    package mutating func sequence(_ key: String) throws(YAMLError) -> [YAMLNode]? {
        guard let node = try value(key) else { return nil }
        guard case .sequence(let nodes) = node.content else { throw wrongType(node, key, "a list") }
        return nodes
    }

    package func required<Value>(_ key: String, _ value: Value?) throws(YAMLError) -> Value {
        guard let value else { throw YAMLError(location, .missingKey(name(key))) }
        return value
    }

    /// An error about the value of a key.
    package func invalid(_ key: String, _ why: String) -> YAMLError {
        YAMLError(entries.first { $0.key == key }?.value.location ?? location, .invalid(key: name(key), why: why))
    }

    /// - Throws: ``YAMLError`` with the nearest known key when there is a key that was not read.
    package func end() throws(YAMLError) {
        for entry in entries where !known.contains(entry.key) {
            throw YAMLError(
                entry.location,
                .unknownKey(name(entry.key), nearest: nearest(to: entry.key), known: Set(known).sorted()))
        }
    }

    private func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private func wrongType(_ node: YAMLNode, _ key: String, _ expected: String) -> YAMLError {
        YAMLError(node.location, .wrongType(key: name(key), expected: expected))
    }

    private func nearest(to key: String) -> String? {
        known.map { (key: $0, distance: editDistance($0, key)) }
            .filter { $0.distance <= max(2, key.utf8.count / 3) }
            .min { $0.distance < $1.distance }?.key
    }
}

/// Levenshtein's distance between two keys.
private func editDistance(_ left: String, _ right: String) -> Int {
    let right = Array(right.utf8)
    var row = Array(0...right.count)
    for (i, a) in left.utf8.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, b) in right.enumerated() {
            let substituted = diagonal + (a == b ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[right.count]
}
