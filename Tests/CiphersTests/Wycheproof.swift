// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// A test vector of Project Wycheproof, with what its group says.
struct Wycheproof: Sendable, CustomTestStringConvertible {
    struct Incomplete: Error {}

    private let group: JSONValue
    private let test: JSONValue

    var testDescription: String { "\(test["tcId"]?.integer ?? 0) \(test["comment"]?.string ?? "")" }
    var isValid: Bool { test["result"] == "valid" }

    func bytes(_ name: String) throws -> [UInt8] { hex(try #require(test[name]?.string)) }

    /// A number of the vector, or of its group.
    func number(_ name: String) throws -> Int { try #require((test[name] ?? group[name])?.integer) }

    /// All vectors of a file in `Vectors`.
    static func vectors(_ file: String) throws -> [Wycheproof] {
        let url = Bundle.module.url(forResource: file, withExtension: "json", subdirectory: "Vectors")
        let text = Array(try Data(contentsOf: try #require(url)))
        let content = try JSONValue(parsing: text.span)
        let vectors = (content["testGroups"]?.array ?? []).flatMap { group in
            (group["tests"]?.array ?? []).map { Wycheproof(group: group, test: $0) }
        }
        guard vectors.count > 0, vectors.count == content["numberOfTests"]?.integer else { throw Incomplete() }
        return vectors
    }
}
