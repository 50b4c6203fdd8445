// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Agent
import Audit
import Cloud
import HTTP
import Posix
import Schedule
import Sealing
import Snapshot
import StrictYAML
import Transports
import Vault

extension Failure {
    init(_ error: AgentError) {
        switch error {
        case .configurationUnreadable(let error):
            self.init(
                .configurationUnreadable, "the configuration cannot be read: \(error)",
                hint: "give its path with --config; extractors.yaml is looked for beside it")
        case .configuration(let error):
            if case .malformed = error.reason {
                self.init(.configurationUnreadable, error.description)
            } else {
                self.init(.configuration, error.description, hint: error.hint)
            }
        case .setting(let error): self.init(.configuration, "\(error.name): \(error.reason)", hint: error.hint)
        case .http(let error): self.init(.cloudUnreachable, "\(error)")
        case .nothingToExtract:
            self.init(
                .configuration, "nothing is enabled that could be extracted",
                hint: "set cloud_providers.aws.enabled and a service in extractors.yaml; see cloud-extractor extractors"
            )
        case .noAccounts:
            self.init(
                .configuration, "there is no account to be read",
                hint:
                    "check units and exclude under cloud_providers.aws.organization; accounts that are closed do not count"
            )
        case .vault(let error): self.init(error)
        case .audit(let error): self.init(error)
        case .cloud(let provider, let error): self.init(provider, error)
        case .transport(let error): self.init(error)
        case .snapshot(let error): self.init(error)
        case .journal(let error): self.init(error)
        case .merge(let error): self.init(error)
        case .sealing(let error): self.init(.wrongKey, "a key cannot be used: \(error)")
        case .output(let error): self.init(error)
        case .renewal(let problem): self.init(problem)
        case .rotation(.notConfigured(let provider)):
            self.init(
                .configuration, "the configuration has no \(provider.rawValue)", hint: "see cloud_providers")
        case .rotation(.noSecret(let provider)):
            self.init(
                .configuration, "the agent logs in to \(provider.rawValue) without a secret that could be rotated",
                hint: "a workload's or a machine's identity needs no rotation")
        case .rotation(.sameAsRotator(let identity)):
            self.init(
                .configuration, "the rotator logs in as \(identity), whose credential it is to replace",
                hint: "give rotator_credentials an identity of its own")
        case .rotation(.unknownKey(let path, let field, let known)):
            self.init(
                .vaultSecretMalformed,
                "\(path) does not say which of the keys \(known.joined(separator: ", ")) it holds",
                hint: "write its id into the field \(field)")
        case .rotation(.unknownSecret(let name, let known)):
            self.init(
                .configuration, "\(name) is no secret that is rotated", hint: "one of \(known.joined(separator: ", "))")
        case .rotation(.noUser(let identity)):
            self.init(
                .configuration, "\(identity) is no user, application or service account whose keys could be replaced")
        case .delivery(let address, let error): self.init(address, error)
        case .unknownDestination(let address):
            self.init(
                .configuration, "\(address) is outstanding, and transport does not name it any more",
                hint: "name it again, or give it up by removing the snapshot's file .delivery")
        case .beingDelivered(let snapshot):
            self.init(.undelivered, "\(snapshot) is being delivered by another process", hint: "wait for its end")
        case .snapshotInUse(let snapshot):
            self.init(.notAccessible, "\(snapshot) is used by another process", hint: "wait for its end")
        case .ringInUse(let directory):
            self.init(
                .keyInUse, "in \(directory) a snapshot is being begun, or a key dropped, by another process",
                hint: "run again in a moment")
        case .awaitsDelivery(let snapshot):
            self.init(
                .undelivered, "\(snapshot) is still to be delivered, as it is",
                hint: "deliver it first: cloud-extractor deliver \(snapshot)")
        case .keyInUse(let id, let snapshot):
            self.init(
                .keyInUse, "\(snapshot) is sealed under the key \(id)",
                hint: "seal it anew: cloud-extractor keys rotate")
        case .primaryKey(let id):
            self.init(
                .keyInUse, "new snapshots are sealed under the key \(id)",
                hint: "make another key the primary one first")
        case .copiesElsewhere(let key, let address):
            self.init(
                .keyInUse, "copies at \(address) may be sealed under the key \(key), and cannot be seen from here",
                hint: "take the key out of the ring by hand once no copy needs it")
        case .service(let what, let hint): self.init(.notAccessible, what, hint: hint)
        case .agentRuns(let directory):
            self.init(
                .notAccessible, "another agent runs with \(directory)",
                hint: "give each agent a state_dir of its own")
        case .scheduleUnreadable(let path, let error):
            self.init(
                .notAccessible, "\(path) is no schedule of ours: \(error)",
                hint: "take it away; jobs then begin as if they were new")
        case .ledgerUnreadable(let path):
            self.init(
                .notAccessible, "\(path) is nothing that the agent has written",
                hint: "take it away; unfinished snapshots are then gone on with as if they were whole")
        case .claimedAhead(let path, let until):
            self.init(
                .notAccessible, "\(path) says that the job is taken until \(until.rfc3339), which has not come",
                hint: "a clock was wrong: vault kv metadata delete takes the secret away, and the job is done again")
        case .claimContended(let path):
            self.init(
                .notAccessible, "\(path) is written by others all the time",
                hint: "look who else uses it; the job is tried again when it is due next")
        case .anchorContended(let path):
            self.init(
                .auditLog, "\(path) is written by others all the time",
                hint: "each audit log needs an anchor of its own: --audit-directory, or audit.anchor")
        case .interrupted: self.init(.interrupted, "interrupted")
        case .defect(let what): self.init(.defect, "a defect of the program: \(what)", hint: "please report it")
        }
    }

    init(_ error: SystemError) {
        if error.isOutOfSpace {
            self.init(.diskFull, "\(error)", hint: "free some space, then go on: cloud-extractor resume")
        } else {
            self.init(.notAccessible, "\(error)", hint: "check the path and who may use it")
        }
    }

    init(_ error: TransportError) {
        switch error {
        case .storage(let error): self.init(error)
        case .occupied(let path): self.init(.notAccessible, "\(path) is there already")
        case .missing(let path):
            self.init(.notResumable, "there is nothing at \(path) to go on with", hint: "take a new snapshot")
        case .finished(let path): self.init(.defect, "\(path) got records after its end")
        }
    }

    init(_ error: JournalError) {
        switch error {
        case .storage(let error): self.init(error)
        case .missing(let path):
            self.init(.notResumable, "there is no \(path)", hint: "it was closed, given up, or never begun")
        case .inUse(let path): self.init(.notResumable, "\(path) is used by another process", hint: "wait for its end")
        case .unknownKey(let id):
            self.init(.wrongKey, "the key ring has no key \(id)", hint: "keep a key as long as snapshots name it")
        case .damaged(let path, let line): self.init(.tampered, "\(path):\(line): not what was written")
        case .changed(_, let what):
            self.init(
                .notResumable, "the \(what) is another one than when the snapshot was begun",
                hint: "go on with what it was begun with, or take a new snapshot")
        }
    }

    init(_ error: AuditError) {
        switch error {
        case .notDurable(let error):
            self.init(
                .auditLog, "the audit log takes no entry: \(error)",
                hint: "nothing is done that is not logged first; make audit.directory writable")
        case .unreadable(let error): self.init(.notAccessible, "the audit log cannot be read: \(error)")
        case .locked(let path):
            self.init(.auditLog, "\(path) is used by another process", hint: "wait for its end, or give each its own")
        case .tampered(let path, let evidence):
            self.init(
                .tampered, "the audit log does not hold: \(path): \(evidence.text)",
                hint: "keep the directory as it is: it is evidence")
        case .neverSigned:
            self.init(
                .auditLog, "the audit log was never signed: no run has read its signing key yet",
                hint: "its entries stand in its journal; if there ever was a checkpoint, somebody has removed it")
        case .entryTooLarge(let bytes): self.init(.auditLog, "an audit entry has \(bytes) bytes, too many for the log")
        case .wrongKey:
            self.init(
                .configuration, "the signing key in Vault does not belong to audit.verifier_key",
                hint: "both come from one cloud-extractor keys generate")
        case .noKey: self.init(.defect, "the audit log has no signing key")
        case .closed: self.init(.auditLog, "the audit log was closed by an earlier error")
        case .anchorRefused(let evidence):
            self.init(
                .tampered, "the anchor is no checkpoint of this audit log: \(evidence.text)",
                hint: "another log's anchor, or one of a key that audit.earlier_verifier_keys does not name")
        case .rolledBack(let anchored, let size):
            self.init(
                .tampered,
                "the audit log was rolled back, or is another one: \(anchored) entries are anchored, it has \(size)",
                hint: Self.anchorHint)
        case .forked(let anchored):
            self.init(
                .tampered, "the audit log is not the one that was anchored: its first \(anchored) entries are others",
                hint: Self.anchorHint)
        }
    }

    private static let anchorHint =
        "keep the directory and the anchor as they are, they are evidence; docs/audit.md says how to go on"

    init(_ error: SnapshotError) {
        switch error {
        case .unreadable(let error): self.init(error)
        case .notASnapshot(let path):
            self.init(
                .malformedSnapshot, "\(path) is no snapshot: it has no signed manifest",
                hint: "snapshots that were never closed are called ID.partial")
        case .badManifest(let path, let evidence): self.init(.tampered, "\(path): \(evidence.text)")
        case .wrongNote(let path): self.init(.tampered, "\(path): a signed note, but not of this snapshot")
        case .foreignFile(let path): self.init(.tampered, "\(path): the manifest does not know this file")
        case .missingFile(let path): self.init(.tampered, "\(path): the manifest names this file, and it is not there")
        case .wrongCount(let path, let expected, let found):
            self.init(.tampered, "\(path): \(found) records, but \(expected) were signed for")
        case .wrongRecords(let path): self.init(.tampered, "\(path): the records are not those that were signed for")
        case .truncated(let path): self.init(.malformedSnapshot, "\(path): the last line was cut off")
        case .unknownKey(let id):
            self.init(.wrongKey, "the key ring has no key \(id)", hint: "keep a key as long as snapshots name it")
        case .notOpened(let path, let sequence, let error):
            self.init(.wrongKey, "\(path): the key does not open record \(sequence): \(error)")
        case .misplaced(let path, let sequence):
            self.init(.tampered, "\(path): record \(sequence) belongs elsewhere")
        }
    }
}

extension TamperEvidence {
    var text: String {
        switch self {
        case .missing: "missing"
        case .malformed: "not in its format"
        case .wrongOrigin: "of another log"
        case .notSigned: "not signed by this key"
        case .wrongSignature: "the signature does not hold"
        case .hashMismatch: "not what was hashed"
        case .rootMismatch: "the tree has another root than was signed for"
        case .wrongSize: "not of the size that was signed for"
        }
    }
}
