// SPDX-License-Identifier: Apache-2.0
import JSON
import SecretJSON
package import Secrets

/// Fields to write.
package struct KVFields: Sendable {
    private var members: [(String, SecretValue)] = []

    package init() {}

    package mutating func set(_ name: String, _ value: SharedSecret) { members.append((name, .secret(value))) }

    /// A field that is no secret itself.
    package mutating func set(_ name: String, _ value: String) { members.append((name, .text(value))) }

    /// The field is taken away; for patches.
    package mutating func remove(_ name: String) { members.append((name, .json(.null))) }

    var value: SecretValue { .object(members) }
}

/// What a write rests on.
package enum KVCondition: Sendable, Equatable {
    /// There must be no secret yet, or none that is not deleted for ever.
    case absent
    /// The current version must be the one that the write was made from, deleted or not.
    case version(Int)
    /// Whatever is there is overwritten. The only condition that version 1 can keep.
    case none

    var options: [(String, SecretValue)] {
        switch self {
        case .absent: [("cas", .json(0))]
        case .version(let number): [("cas", .json(.init(number)))]
        case .none: []
        }
    }
}
