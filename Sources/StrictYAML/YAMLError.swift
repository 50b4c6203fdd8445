// SPDX-License-Identifier: Apache-2.0

/// Where in which file something stands; both count from 1.
package struct YAMLLocation: Sendable, Equatable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    package var description: String { "\(file):\(line):\(column)" }
}

/// A document that is not what it should be. Names keys; values only where the document may hold no secrets anyway.
package struct YAMLError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case malformed(String)
        /// - Parameter known: those that the mapping may have, sorted.
        case unknownKey(String, nearest: String?, known: [String])
        case missingKey(String)
        case duplicateKey(String)
        case wrongType(key: String, expected: String)
        case invalid(key: String, why: String)
    }

    package let location: YAMLLocation
    package let reason: Reason

    package init(_ location: YAMLLocation, _ reason: Reason) {
        self.location = location
        self.reason = reason
    }

    package var description: String { "\(location): \(text)" }

    private var text: String {
        switch reason {
        case .malformed(let problem): "not valid YAML: \(problem)"
        case .unknownKey(let key, _, _): "unknown key '\(key)'"
        case .missingKey(let key): "the key '\(key)' is missing"
        case .duplicateKey(let key): "the key '\(key)' stands here twice"
        case .wrongType(let key, let expected): "'\(key)' should be \(expected)"
        case .invalid(let key, let why): "'\(key)' \(why)"
        }
    }

    /// More would be a page that nobody reads.
    private static let longestList = 24

    /// What the user may have meant.
    package var hint: String? {
        guard case .unknownKey(_, let nearest, let known) = reason else { return nil }
        if let nearest { return "did you mean '\(nearest)'?" }
        return (1...Self.longestList).contains(known.count) ? "there may be \(known.joined(separator: ", "))" : nil
    }
}
