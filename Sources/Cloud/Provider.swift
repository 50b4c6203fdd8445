// SPDX-License-Identifier: Apache-2.0

/// A cloud.
package enum Provider: String, Sendable, CaseIterable, Comparable {
    case aws, azure, gcp

    package static func < (left: Provider, right: Provider) -> Bool { left.rawValue < right.rawValue }
}
