// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Posix
import Vault

/// The audit log's last checkpoint, kept in Vault by check-and-set writes: somebody who puts an old copy of the log's
/// directory in its place would have to change Vault's past, too.
///
/// What was signed is anchored before a run does anything else, and again when its work is done. So a run whose anchor
/// could not be written leaves that to the next one, which does nothing before.
struct LogAnchor: Sendable {
    /// The secret's only field: the signed checkpoint.
    static let field = "checkpoint"
    private static let attempts = 3

    private let register: VaultRegister
    private let wallClock: any WallClock

    /// - Returns: nil where the configuration has none.
    init?(_ secrets: VaultSecrets, wallClock: any WallClock) {
        guard let name = secrets.configuration.audit.anchor else { return nil }
        register = VaultRegister(secrets: secrets, name: name)
        self.wallClock = wallClock
    }

    /// Of the secret.
    var name: String { register.name }
    private var secrets: VaultSecrets { register.secrets }

    /// What Vault has, once the log was found to go on from it.
    struct Held: Sendable {
        /// The signed checkpoint; empty where there is none yet.
        let note: [UInt8]
        /// Entries.
        let size: UInt64
        let condition: KVCondition
    }

    /// Holds the log that was opened to its anchor, and the anchor to the log.
    ///
    /// - Parameter known: what Vault has, from before; it is read where nobody knows.
    /// - Throws: ``AuditError/rolledBack(anchored:size:)`` and its like, ``AgentError/anchorContended(path:)``, Vault's.
    func settle(_ known: Held? = nil) async throws(AgentError) -> Held {
        do throws(AgentError) {
            let held = try await settled(known)
            record(held.size)
            secrets.observer.noted(.anchored(true))
            return held
        } catch {
            // Whoever has ended the run has nothing to repair.
            if !Task.isCancelled { secrets.observer.noted(.anchored(false)) }
            if case .audit(let cause) = error, cause.isEvidence { secrets.observer.noted(.verified(holds: false)) }
            throw error
        }
    }

    private func settled(_ known: Held?) async throws(AgentError) -> Held {
        var known = known
        for _ in 0..<Self.attempts {
            let held: Held
            if let known {
                // What was signed since has to go on from it too.
                if !known.note.isEmpty { _ = try follows(known.note) }
                held = known
            } else {
                held = try await self.held()
            }
            guard let head = secrets.log.head, head.checkpoint.size > held.size else { return held }
            if let written = try await write(head, held.condition) { return written }
            // Somebody was there before, or it is unknown whether it was done: what stands there now will tell.
            known = nil
        }
        throw .anchorContended(path: register.path)
    }

    /// As ``settle(_:)``, when the work is done: the work is good, and what fails here is left to the next run.
    ///
    /// - Throws: ``AuditError/isEvidence``: somebody else has gone on with another log of this name meanwhile. This one is
    ///   not signed any more.
    func follow(_ known: Held) async throws(AgentError) {
        // Whoever ends a program waits for nothing that can be done later.
        if Task.isCancelled { return }
        do throws(AgentError) {
            do throws(AuditError) {
                try secrets.log.seal()
            } catch {
                throw .audit(error)
            }
            _ = try await settle(known)
        } catch {
            if case .audit(let cause) = error, cause.isEvidence {
                secrets.log.dropKey()
                throw error
            }
            leftToNextRun(error)
        }
    }

    /// Where the last entries could not be anchored, or nobody tried.
    func leftToNextRun(_ cause: AgentError) {
        secrets.observer.noted(.anchored(false))
        let word = if case .vault(let error) = cause { error.word } else { "the log itself" }
        secrets.observer.warning(
            "the audit log's last entries are not anchored yet (\(word)); the next run does it first")
    }

    /// What stands in Vault, where the log goes on from it.
    ///
    /// - Throws: ``AuditError/rolledBack(anchored:size:)`` and its like, Vault's.
    func held() async throws(AgentError) -> Held {
        let (secret, condition) = try await register.read(purpose: "anchor")
        guard let secret else {
            warnOfLoss()
            return Held(note: [], size: 0, condition: condition)
        }
        let note: [UInt8]
        do {
            note = Array(try secret.text(Self.field).utf8)
        } catch {
            throw .vault(error)
        }
        return Held(note: note, size: try follows(note).size, condition: condition)
    }

    private func follows(_ note: [UInt8]) throws(AgentError) -> Checkpoint {
        do {
            return try secrets.log.follows(note)
        } catch {
            throw .audit(error)
        }
    }

    /// The first one of a log is nothing to speak of; one that is no more is.
    private func warnOfLoss() {
        guard let record = AnchorRecord.read(of: secrets.configuration.audit.directory) else { return }
        secrets.observer.warning(
            "\(register.path) has no anchor, though \(record.size) entries were anchored once: there, or under another name"
        )
    }

    /// - Returns: nil where it was not done, or nobody knows.
    private func write(_ head: LogHead, _ condition: KVCondition) async throws(AgentError) -> Held? {
        var fields = KVFields()
        fields.set(Self.field, String(decoding: head.note, as: UTF8.self))
        let size = head.checkpoint.size
        guard
            case .done(let condition) = try await register.write(
                fields, if: condition, detail: ["anchor": JSONValue(Int(size))])
        else { return nil }
        return Held(note: head.note, size: size, condition: condition)
    }

    /// For those who watch: a run does not fail for it. An anchor that stays what it was keeps its time.
    private func record(_ size: UInt64) {
        let directory = secrets.configuration.audit.directory
        if size == 0 || AnchorRecord.read(of: directory)?.size == size { return }
        do {
            try AnchorRecord(size: size, time: wallClock.now()).write(to: directory)
        } catch {
            secrets.observer.warning("what is anchored cannot be noted in \(directory): \(error)")
        }
    }
}
