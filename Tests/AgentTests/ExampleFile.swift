// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// A file of `config/`. A line with a `#` and no blank behind it is one to switch on. A block of them takes the place of the
/// lines above it that are as deep, up to the empty line.
struct ExampleFile: Sendable {
    struct Variant: Sendable, CustomTestStringConvertible {
        let file: String
        /// Where the block begins; nil for the file as it stands.
        let line: Int?
        let text: String

        var testDescription: String { line.map { "\(file):\($0)" } ?? file }
    }

    let name: String
    let lines: [String]

    init(name: String, text: String) {
        self.name = name
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    init(_ name: String) throws { self.init(name: name, text: try Repository.text("config/\(name)")) }

    /// The file as it stands, and with each of its blocks.
    var variants: [Variant] {
        [Variant(file: name, line: nil, text: lines.joined(separator: "\n"))]
            + blocks.map { block in
                Variant(file: name, line: block.lowerBound + 1, text: switchedOn(block).joined(separator: "\n"))
            }
    }

    /// With the first `#` of a line gone, if it is one to switch on.
    static func switchedOn(_ line: String) -> String? {
        let rest = line.drop { $0 == " " }
        guard rest.first == "#", let next = rest.dropFirst().first else { return nil }
        let isNested = next == " " && rest.dropFirst().prefix(2) == "  "
        return next != " " || isNested ? String(line.prefix { $0 == " " }) + rest.dropFirst() : nil
    }

    private var blocks: [Range<Int>] {
        var blocks: [Range<Int>] = []
        for (index, line) in lines.enumerated() where Self.switchedOn(line) != nil {
            if blocks.last?.upperBound == index {
                blocks[blocks.count - 1] = blocks[blocks.count - 1].lowerBound..<index + 1
            } else {
                blocks.append(index..<index + 1)
            }
        }
        return blocks
    }

    private func switchedOn(_ block: Range<Int>) -> [String] {
        let depth = Self.depth(lines[block.lowerBound])
        let start = lines[..<block.lowerBound].lastIndex(of: "").map { $0 + 1 } ?? 0
        let above = lines[start..<block.lowerBound]
            .filter { Self.depth($0) < depth || $0.drop { $0 == " " }.first == "#" }
        return Array(lines[..<start]) + above + lines[block].compactMap(Self.switchedOn) + lines[block.upperBound...]
    }

    private static func depth(_ line: String) -> Int { line.prefix { $0 == " " }.count }
}
