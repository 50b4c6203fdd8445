// SPDX-License-Identifier: Apache-2.0
package import Audit
package import Posix
package import Sealing

/// Why a snapshot does not hold, or could not be read.
package enum SnapshotError: Error, Equatable {
    case unreadable(SystemError)
    /// There is no manifest: this is no snapshot, or one that was never closed.
    case notASnapshot(path: String)
    case badManifest(path: String, TamperEvidence)
    /// The note is good, but of another snapshot or another log.
    case wrongNote(path: String)
    /// A file that the manifest does not know.
    case foreignFile(path: String)
    case missingFile(path: String)
    /// More or fewer records than the manifest counts.
    case wrongCount(path: String, expected: Int, found: Int)
    /// The records are not those that were signed for.
    case wrongRecords(path: String)
    /// A line that no line end follows: the file was cut off.
    case truncated(path: String)
    /// The ring has no key of the id that the manifest names.
    case unknownKey(id: String)
    /// A record that the key does not open, or that says it stands elsewhere.
    case notOpened(path: String, sequence: Int, FernetError)
    case misplaced(path: String, sequence: Int)
}
