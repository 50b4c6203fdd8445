// SPDX-License-Identifier: Apache-2.0
import Agent
import Snapshot

extension SnapshotID {
    /// - Returns: nil where none is named.
    static func named(_ texts: [String]) throws(AgentError) -> [SnapshotID]? {
        guard !texts.isEmpty else { return nil }
        var ids: [SnapshotID] = []
        for text in texts {
            guard let id = SnapshotID(text) else { throw .snapshot(.notASnapshot(path: text)) }
            ids.append(id)
        }
        return ids
    }
}
