// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import JSON

/// The policies that an operator makes in IAM once.
package enum RolePolicy {
    /// Characters of a managed policy, white space not counted,
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html.
    package static let maximumCount = 6144

    /// What the role may do that is assumed: as few managed policies as their size allows.
    package static func reader(_ actions: some Sequence<Permission>) -> [JSONValue] {
        var parts: [SessionPolicy] = []
        for action in Set(actions).sorted() {
            let grown = SessionPolicy(actions: (parts.last?.actions ?? []) + [action])
            if !parts.isEmpty, grown.text.utf8.count <= maximumCount {
                parts[parts.count - 1] = grown
            } else {
                parts.append(SessionPolicy(actions: [action]))
            }
        }
        return parts.map(\.document)
    }

    /// What opening a session takes: `sts:AssumeRole`, and more where it says who is behind it,
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html.
    package struct SessionActions: OptionSet, Sendable {
        package static let sourceIdentity = SessionActions(rawValue: 1)
        package static let tags = SessionActions(rawValue: 2)

        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        fileprivate var json: JSONValue {
            var names = ["sts:AssumeRole"]
            if contains(.sourceIdentity) { names.append("sts:SetSourceIdentity") }
            if contains(.tags) { names.append("sts:TagSession") }
            return JSONValue(strings: names)
        }
    }

    /// Who may assume the role, and only with the external id.
    package static func trust(user: String, externalID: String, _ actions: SessionActions = []) -> JSONValue {
        document([
            "Effect": "Allow", "Principal": ["AWS": .string(user)], "Action": actions.json,
            "Condition": ["StringEquals": ["sts:ExternalId": .string(externalID)]],
        ])
    }

    /// All that the user may do: assume the roles.
    package static func assume(roles: [String], _ actions: SessionActions = []) -> JSONValue {
        document([
            "Effect": "Allow", "Action": actions.json,
            "Resource": roles.count == 1 ? .string(roles[0]) : JSONValue(strings: roles),
        ])
    }

    /// What replacing the user's own access key needs.
    package static func rotator(user: String) -> JSONValue {
        document([
            "Effect": "Allow",
            "Action": [
                "iam:CreateAccessKey", "iam:DeleteAccessKey", "iam:GetAccessKeyLastUsed", "iam:ListAccessKeys",
                "iam:UpdateAccessKey",
            ],
            "Resource": .string(user),
        ])
    }

    private static func document(_ statement: JSONValue) -> JSONValue {
        ["Version": "2012-10-17", "Statement": [statement]]
    }
}
