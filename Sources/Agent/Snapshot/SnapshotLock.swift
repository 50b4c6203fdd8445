// SPDX-License-Identifier: Apache-2.0
import Posix
import Snapshot

/// Held by whoever sends a closed snapshot away or replaces it: two would take away from each other what they are about
/// to read. Ends with the value, or with the process.
struct SnapshotLock: ~Copyable {
    private let file: FileDescriptor

    private init(file: consuming FileDescriptor) { self.file = file }

    /// - Returns: nil while another process has it.
    static func take(_ directory: String) throws(AgentError) -> SnapshotLock? {
        do throws(SystemError) {
            let file = try FileDescriptor.open("\(directory)/manifest.note", for: .read)
            let isMine = try file.tryLock()
            return isMine ? SnapshotLock(file: file) : nil
        } catch {
            throw .output(error)
        }
    }
}
