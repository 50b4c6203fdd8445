// SPDX-License-Identifier: Apache-2.0

/// What a cloud must allow for a call: an IAM action (`ec2:DescribeInstances`), an Azure action, a GCP permission.
package struct Permission: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let name: String

    /// - Returns: nil for a name with a wildcard: permissions are exact here.
    package init?(_ name: String) {
        guard !name.isEmpty, !name.contains("*"), !name.contains("?"), !name.contains(where: \.isWhitespace) else {
            return nil
        }
        self.name = name
    }

    package var description: String { name }

    package static func < (left: Permission, right: Permission) -> Bool { left.name < right.name }
}
