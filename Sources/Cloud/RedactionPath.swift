// SPDX-License-Identifier: Apache-2.0

/// Where secret material stands: member names with points between them, `Rules.**.SearchString`. Lists on the way are
/// entered; `**` stands for any number of members, none among them.
package struct RedactionPath: Sendable, Equatable, CustomStringConvertible {
    package enum Step: Sendable, Equatable {
        case member(String)
        case anyDepth
    }

    package let steps: ArraySlice<Step>

    private init(steps: ArraySlice<Step>) { self.steps = steps }

    package init(_ names: [String]) { steps = names.map(Step.member)[...] }

    /// - Returns: nil unless every name is of letters, digits, and `-_ :/`, which names of tags have, and the last step
    ///   is a name.
    package init?(_ text: String) {
        var steps: [Step] = []
        for name in text.split(separator: ".", omittingEmptySubsequences: false) {
            if name == "**" {
                steps.append(.anyDepth)
            } else if !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte) {
                steps.append(.member(String(name)))
            } else {
                return nil
            }
        }
        guard case .member? = steps.last else { return nil }
        self.steps = steps[...]
    }

    package static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: " "),
            UInt8(ascii: ":"), UInt8(ascii: "/"):
            true
        default: false
        }
    }

    /// It leads to where it is asked.
    package var isEnd: Bool { steps.isEmpty }

    package var description: String {
        steps.map { step in
            switch step {
            case .member(let name): name
            case .anyDepth: "**"
            }
        }.joined(separator: ".")
    }

    /// What is left of it behind a member: nothing where the member is not on the way, and two ways behind a `**`.
    package func below(_ name: some Sequence<UInt8>) -> [RedactionPath] {
        switch steps.first {
        case nil: []
        case .member(let expected)?:
            name.elementsEqual(expected.utf8) ? [RedactionPath(steps: steps.dropFirst())] : []
        case .anyDepth?: [self] + RedactionPath(steps: steps.dropFirst()).below(name)
        }
    }

    /// What stands under these names is what it leads to, or lies below that.
    package func covers(_ names: [String]) -> Bool {
        behind(names).contains(where: \.isEnd)
    }

    /// What is left of it behind members; where these are at its end or below it, the end.
    package func behind(_ names: [String]) -> [RedactionPath] {
        var paths = [self]
        for name in names where !paths.contains(where: \.isEnd) { paths = paths.flatMap { $0.below(name.utf8) } }
        return paths
    }
}
