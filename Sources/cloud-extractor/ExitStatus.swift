// SPDX-License-Identifier: Apache-2.0

/// What the process ends with; `docs/exit-codes.md` is this list for people. 64 is a wrong command line (EX_USAGE).
enum ExitStatus: Int32, CaseIterable {
    /// Done, and every unit of a snapshot is complete.
    case complete = 0
    /// A defect of the program.
    case defect = 1
    /// The snapshot is good, but units of it failed or were throttled.
    case incomplete = 3
    /// The snapshot is good, but units of it were denied.
    case denied = 4
    /// The snapshot is good and kept, but not everywhere it should be.
    case undelivered = 5

    /// A key or a value of the configuration.
    case configuration = 10
    /// A configuration file that is missing or no YAML.
    case configurationUnreadable = 11
    /// There is no snapshot to go on with, or it was begun with another configuration.
    case notResumable = 12
    /// Snapshots that are not all the shards of one.
    case notMergeable = 13

    case vaultUnreachable = 20
    case vaultSealed = 21
    /// Wrong token or ids, or a policy that does not allow it.
    case vaultDenied = 22
    case vaultSecretMissing = 23
    /// A secret without the fields that it should have.
    case vaultSecretMalformed = 24
    /// A wrapped secret id was opened by somebody else: a security event.
    case wrappingBroken = 25

    case cloudUnreachable = 30
    /// Unknown, expired or mismatching credentials.
    case cloudCredentials = 31
    /// The cloud denied what comes before any unit.
    case cloudDenied = 32
    /// Any other refusal of the cloud.
    case cloudRefused = 33

    /// Bytes are not those that were signed for.
    case tampered = 40
    /// A token or a file that is cut off, or not of this snapshot.
    case malformedSnapshot = 41
    /// No key that opens it.
    case wrongKey = 42
    /// A key that snapshots need cannot be dropped.
    case keyInUse = 43

    case diskFull = 50
    /// A place that may not be written or read.
    case notAccessible = 51

    /// The audit log takes no entry, so nothing was done.
    case auditLog = 60

    /// A rotation that waits for a person.
    case rotationParked = 70
    /// A rotation that came to nothing, or cannot go on; the current credential is good.
    case rotationFailed = 71
    /// Another process is at it.
    case rotationBusy = 72

    /// By SIGINT or SIGTERM.
    case interrupted = 130
}
