// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// A hint that sends people to a file that is not there is worse than none.
struct MentionTests {
    private static func files(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: "\(Repository.root)/\(folder)")?.compactMap { $0 as? String }
        return (names ?? []).filter { $0.hasSuffix(".swift") || $0.hasSuffix(".md") || $0.hasSuffix(".yaml") }
            .map { "\(folder)/\($0)" }
    }

    @Test func `every file that sources and documents name is there`() throws {
        var mentions = 0
        for file in ["README.md"] + Self.files(below: "docs") + Self.files(below: "Sources") {
            for match in try Repository.text(file).matches(of: /\b(?:docs|policies|config)\/[\w\-\/]+\.\w+/) {
                mentions += 1
                let named = "\(Repository.root)/\(match.output)"
                #expect(FileManager.default.fileExists(atPath: named), "\(file) names \(match.output)")
            }
        }
        #expect(mentions > 20)
    }
}
