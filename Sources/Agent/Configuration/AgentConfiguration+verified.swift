// SPDX-License-Identifier: Apache-2.0
import Snapshot

extension AgentConfiguration {
    /// A closed snapshot, verified by the agent's own key.
    func verified(_ path: String) throws(AgentError) -> VerifiedSnapshot {
        do {
            return try SnapshotDirectory(path: path).verified(by: audit.verifier)
        } catch {
            throw .snapshot(error)
        }
    }
}
