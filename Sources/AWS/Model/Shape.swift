// SPDX-License-Identifier: Apache-2.0

/// What a value of an answer looks like on the wire, and what it becomes.
struct Shape: Sendable {
    enum Kind: Sendable {
        case structure([Member])
        case list(Reference)
        case map(key: Reference, value: Reference)
        case string
        case integer
        /// `float` and `double`
        case number
        case boolean
        case timestamp(TimestampFormat)
        case blob
    }

    enum TimestampFormat: String, Sendable { case iso8601, rfc822, unixTimestamp }

    /// Where a value stands in what holds it.
    struct Reference: Sendable {
        let shape: String
        /// The element's or attribute's name; empty where the place needs none.
        let wireName: String
        let isFlattened: Bool
        let isAttribute: Bool
        /// In a header or the status, not in the body.
        let isOutsideBody: Bool
    }

    struct Member: Sendable {
        let name: String
        let reference: Reference
    }

    let kind: Kind
}
