// SPDX-License-Identifier: Apache-2.0

/// What a value of an answer looks like on the wire, and what it becomes. Shapes refer to each other by their place in
/// ``ServiceModel/shapes``.
struct Shape: Sendable {
    enum Kind: Sendable {
        case structure(Structure)
        case list(Reference)
        case map(key: Reference, value: Reference)
        case string
        case integer
        /// `float` and `double`
        case number
        case boolean
        case timestamp(TimestampFormat)
        case blob
        /// JSON of any form.
        case document
        /// JSON, percent-encoded in a text: IAM's policies.
        case policy
    }

    enum TimestampFormat: String, Sendable { case iso8601, rfc822, unixTimestamp }

    /// Where a value stands in what holds it.
    struct Reference: Sendable {
        let shape: Int
        /// The element's, attribute's or member's name; empty where the place needs none.
        let wireName: [UInt8]
        let isFlattened: Bool
        let isAttribute: Bool
        /// In a header or the status, not in the body.
        let isOutsideBody: Bool
        /// In the header of its wire name.
        let isHeader: Bool
        /// The value is a secret.
        let isSensitive: Bool
        /// Where it is not the shape's.
        let timestampFormat: TimestampFormat?
    }

    struct Member: Sendable {
        let name: String
        /// The name's UTF-8.
        let key: [UInt8]
        let reference: Reference
    }

    let name: String
    let kind: Kind

    /// What it holds.
    var references: [Reference] {
        switch kind {
        case .structure(let structure): structure.members.map(\.reference)
        case .list(let element): [element]
        case .map(_, let value): [value]
        default: []
        }
    }
}

extension Shape {
    /// The members of a structure, found by their names on the wire.
    struct Structure: Sendable {
        let members: [Member]
        /// Of those that stand in elements or JSON members, sorted by length and bytes of their wire names.
        private let order: [Int]
        let attributes: [Member]
        let headers: [Member]

        init(_ members: [Member]) {
            self.members = members
            attributes = members.filter(\.reference.isAttribute)
            headers = members.filter(\.reference.isHeader)
            order = members.indices.filter { index in
                let reference = members[index].reference
                return !reference.isAttribute && !reference.isOutsideBody
            }.sorted { left, right in
                let (a, b) = (members[left].reference.wireName, members[right].reference.wireName)
                return a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count < b.count
            }
        }

        /// - Returns: the index of the member whose wire name stands there.
        func index(named range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
            var low = 0
            var high = order.count
            while low < high {
                let middle = (low + high) / 2
                switch Self.compare(members[order[middle]].reference.wireName, range, bytes) {
                case 0: return order[middle]
                case ..<0: low = middle + 1
                default: high = middle
                }
            }
            return nil
        }

        subscript(_ name: String) -> Member? { members.first { $0.name == name } }

        private static func compare(_ name: [UInt8], _ range: Range<Int>, _ bytes: Span<UInt8>) -> Int {
            if name.count != range.count { return name.count - range.count }
            for offset in 0..<name.count {
                let (a, b) = (name[offset], bytes[range.lowerBound + offset])
                if a != b { return a < b ? -1 : 1 }
            }
            return 0
        }
    }
}
