// SPDX-License-Identifier: Apache-2.0

/// One resource type in one scope: the atom of work, output, completeness and least privilege.
package struct WorkUnit: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let type: ResourceType
    package let scope: Scope

    package init(type: ResourceType, scope: Scope) {
        self.type = type
        self.scope = scope
    }

    /// `aws/123456789012/us-east-1/ec2/instance`: where its records lie.
    package var path: String {
        "\(type.provider.rawValue)/\(scope.account)/\(scope.region)/\(type.service)/\(type.name)"
    }

    package var description: String { "\(type) \(scope.account)/\(scope.region)" }

    package static func < (left: WorkUnit, right: WorkUnit) -> Bool {
        left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
}
