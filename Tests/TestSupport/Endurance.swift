// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How long the tests that could go on for ever go on. `scripts/soak` sets both from outside.
package enum Endurance {
    /// So many times as long as in `scripts/test`.
    package static let factor = number("CLOUD_EXTRACTOR_SOAK_FACTOR") ?? 1
    package static let seed = UInt64(number("CLOUD_EXTRACTOR_SOAK_SEED") ?? 20_261_123)

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap(Int.init) }
}
