// SPDX-License-Identifier: Apache-2.0
import Sealing
import Secrets
import Snapshot
import TestSupport

extension ScratchSnapshot {
    /// The plaintexts in their order, up to the error that ended it.
    typealias Decrypted = (plaintexts: [[UInt8]], error: SnapshotError?)

    func decrypted(with ring: KeyRing = ring) throws(SnapshotError) -> Decrypted {
        decrypted(try verified(), with: ring)
    }

    func decrypted(_ verified: VerifiedSnapshot, with ring: KeyRing = ring) -> Decrypted {
        var plaintexts: [[UInt8]] = []
        do throws(DecryptionError<Never>) {
            try verified.decrypt(with: ring) { (secret: borrowing Secret) throws(Never) in
                plaintexts.append(bytes(secret))
            }
            return (plaintexts, nil)
        } catch {
            switch error {
            case .snapshot(let error): return (plaintexts, error)
            }
        }
    }
}
