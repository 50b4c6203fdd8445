// SPDX-License-Identifier: Apache-2.0

/// A kind of resource: `aws:ec2:security-group`.
package struct ResourceType: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let provider: Provider
    package let service: String
    package let name: String

    /// - Returns: nil unless the text is `provider:service:name`, lower-case letters, digits and hyphens.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let provider = Provider(rawValue: parts[0]), Self.isWord(parts[1]),
            Self.isWord(parts[2])
        else { return nil }
        self.provider = provider
        service = parts[1]
        name = parts[2]
    }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                $0 == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }

    package var description: String { "\(provider.rawValue):\(service):\(name)" }

    package static func < (left: ResourceType, right: ResourceType) -> Bool { left.description < right.description }
}
