// SPDX-License-Identifier: Apache-2.0
import Posix
import Snapshot

extension SnapshotID {
    /// The snapshots after which entries of a directory are named, by their time; none where there is no directory.
    static func all(in directory: String, suffix: String) throws(AgentError) -> [SnapshotID] {
        do throws(SystemError) {
            return try Directory.entries(of: directory).compactMap { entry in
                entry.name.hasSuffix(suffix) ? SnapshotID(String(entry.name.dropLast(suffix.count))) : nil
            }
        } catch {
            if error.isMissing { return [] }
            throw .output(error)
        }
    }
}
