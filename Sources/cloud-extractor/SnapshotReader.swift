// SPDX-License-Identifier: Apache-2.0
import Agent
import Sealing
import Snapshot

/// Opens snapshots: first verified with the public key, then decrypted with the ring from Vault, whose reading stands in
/// the audit log.
struct SnapshotReader {
    let configuration: AgentConfiguration

    func verified(_ path: String) throws(Failure) -> VerifiedSnapshot {
        do {
            return try SnapshotDirectory(path: path).verified(by: configuration.audit.verifier)
        } catch {
            throw Failure(error)
        }
    }

    /// - Parameter purpose: `decrypt 01JD…`
    func keyRing(purpose: String) async throws(Failure) -> KeyRing {
        let reader = KeyRingReader(RunContext(configuration, PlainProgress(isQuiet: true)))
        do throws(AgentError) {
            return try await reader.keyRing(purpose: purpose)
        } catch {
            throw Failure(error)
        }
    }
}

/// Why the reading of records ended before the last.
enum ReadingStop: Error {
    /// `head` has seen enough.
    case readerGone
    case interrupted
    case failed(Failure)

    /// - Throws: unless it is nobody's fault.
    static func end(_ error: DecryptionError<ReadingStop>) throws(Failure) {
        switch error {
        case .snapshot(let error): throw Failure(error)
        case .sink(.failed(let failure)): throw failure
        case .sink(.interrupted): throw Failure(.interrupted, "interrupted")
        case .sink(.readerGone): return
        }
    }
}
