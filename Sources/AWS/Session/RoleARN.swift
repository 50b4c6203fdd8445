// SPDX-License-Identifier: Apache-2.0

/// `arn:partition:iam::account:role/path/name`,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html.
package struct RoleARN: Sendable, Equatable, CustomStringConvertible {
    package let partition: AWSEndpoints.Partition
    /// Twelve digits.
    package let account: String
    /// With the path.
    private let role: String

    package init?(_ text: String) {
        let fields = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 6, fields[0] == "arn", let partition = AWSEndpoints.Partition(rawValue: fields[1]),
            fields[2] == "iam", fields[3].isEmpty, OrganizationAccount.isID(fields[4]), fields[5].hasPrefix("role/"),
            fields[5].utf8.count > 5
        else { return nil }
        self.init(partition: partition, account: fields[4], role: fields[5])
    }

    private init(partition: AWSEndpoints.Partition, account: String, role: String) {
        self.partition = partition
        self.account = account
        self.role = role
    }

    /// Without the path.
    var name: String { role.split(separator: "/").last.map(String.init) ?? role }

    package var description: String { "arn:\(partition.rawValue):iam::\(account):\(role)" }

    /// The role of the same name in another account.
    package func `in`(account: String) -> RoleARN { RoleARN(partition: partition, account: account, role: role) }
}
