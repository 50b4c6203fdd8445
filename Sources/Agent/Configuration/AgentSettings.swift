// SPDX-License-Identifier: Apache-2.0
import StrictYAML

/// The `agent` section: what the daemon keeps for itself.
package struct AgentSettings: Sendable, Equatable {
    /// Where it remembers its schedule.
    package let stateDirectory: String

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        stateDirectory = try map.required("state_dir", try map.filled("state_dir"))
        try map.end()
    }
}
