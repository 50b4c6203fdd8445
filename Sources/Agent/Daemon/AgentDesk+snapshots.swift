// SPDX-License-Identifier: Apache-2.0
package import Snapshot

extension AgentDesk {
    /// Those that are closed, and kept in the output directory; sorted by their time.
    package func closedSnapshots() throws(AgentError) -> [SnapshotID] {
        guard let directory = configuration.transport.directory else { return [] }
        return try SnapshotID.all(in: directory, suffix: "")
    }
}
