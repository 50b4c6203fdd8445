// SPDX-License-Identifier: Apache-2.0

/// Why decryption ended early: the snapshot's fault, or that of whoever took the records.
package enum DecryptionError<Failure: Error>: Error {
    case snapshot(SnapshotError)
    case sink(Failure)
}
