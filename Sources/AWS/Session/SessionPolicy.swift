// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import JSON

/// The inline policy of a session: exactly the actions of its units, and nothing with a wildcard.
///
/// It intersects the role's own policies, so a session never gets more than the role, and never more than this.
package struct SessionPolicy: Sendable, Equatable {
    /// Of `AssumeRole`'s `Policy`, in characters,
    /// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html.
    package static let maximumCount = 2048

    /// Sorted.
    package let actions: [Permission]
    /// Where alone the actions are allowed, sorted; everywhere if there are none.
    package let regions: [String]

    package init(actions: some Sequence<Permission>, regions: some Sequence<String> = []) {
        self.actions = Set(actions).sorted()
        self.regions = Set(regions).sorted()
    }

    package var document: JSONValue {
        var statement: JSONObject = [
            "Effect": "Allow", "Action": JSONValue(strings: actions.map(\.name)), "Resource": "*",
        ]
        if !regions.isEmpty {
            statement["Condition"] = ["StringEquals": ["aws:RequestedRegion": JSONValue(strings: regions)]]
        }
        return ["Version": "2012-10-17", "Statement": [.object(statement)]]
    }

    /// Minified.
    package var text: String { String(decoding: document.canonical, as: UTF8.self) }

    package var fits: Bool { text.utf8.count <= Self.maximumCount }
}
