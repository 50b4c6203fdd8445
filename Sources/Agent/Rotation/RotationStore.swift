// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import JSON
import Rotation
import Secrets
import Vault

/// The secret in which a credential and the state of its rotation stand: the current credential in the fields that all
/// readers know, the pending and the previous one beside them, and the document in the field `rotation`.
struct RotationStore {
    static let field = "rotation"

    let secrets: VaultSecrets
    private let provider: Provider
    let name: String
    let shape: CredentialShape
    /// Of a current credential whose secret does not say it.
    var unnamedID = ""
    private(set) var version = 0
    private(set) var document: RotationDocument?
    private var ages = CredentialAges()
    private var fields: [String: SharedSecret] = [:]
    /// The secret does not say which key the current one is; the next write does.
    private var isUnnamed = false

    init(_ secrets: VaultSecrets, _ target: RotationTarget) {
        self.secrets = secrets
        provider = target.provider
        name = target.name
        shape = target.kind.shape
    }

    enum Slot: String {
        case current = ""
        case pending = "pending_"
        case previous = "previous_"
    }

    /// What ``field`` holds; nil for what is no JSON.
    static func state(_ text: String) -> JSONValue? { try? JSONValue(parsing: Array(text.utf8).span) }

    /// Empty where there is no such credential.
    func credential(_ slot: Slot) -> CredentialFields {
        var found: CredentialFields = [:]
        for name in shape.fieldNames { found[name] = fields[slot.rawValue + name] }
        if found.isEmpty { return found }
        for name in shape.sharedNames { found[name] = fields[name] }
        return found
    }

    /// Whose key it is, of those that the secret holds.
    func credential(id: String) -> CredentialFields? {
        guard let document else { return nil }
        if id == document.pending { return credential(.pending) }
        if id == document.previous { return credential(.previous) }
        return id == document.current ? credential(.current) : nil
    }

    mutating func read() async throws(AgentError) -> RotationDocument {
        let secret = try await secrets.read(name, purpose: "rotate")
        do {
            let version = try secret.knownVersion
            var fields: [String: SharedSecret] = [:]
            for name in shape.sharedNames { fields[name] = try secret.field(name) }
            for slot in [Slot.current, .pending, .previous] {
                for name in shape.fieldNames {
                    let field = slot.rawValue + name
                    let isNeeded = slot == .current && !(name == shape.idField && shape.isIDOptional)
                    if isNeeded || secret.fieldNames.contains(field) { fields[field] = try secret.field(field) }
                }
            }
            isUnnamed = fields[shape.idField] == nil
            if isUnnamed { fields[shape.idField] = SharedSecret(text: unnamedID) }
            let current = fields[shape.idField]?.text ?? ""
            var found = RotationDocument(current: current)
            var ages = CredentialAges(current: secret.writtenAt)
            if secret.fieldNames.contains(Self.field) {
                let text = try secret.text(Self.field)
                guard let json = Self.state(text), let document = RotationDocument(json) else {
                    throw VaultError.fieldMalformed(
                        path: secret.path, field: Self.field, expected: "the state of a rotation")
                }
                // A person has put another credential there: what the document says is of the one before.
                if document.current == current {
                    found = document
                    ages = CredentialAges(json, written: secret.writtenAt)
                } else if document.phase != .idle {
                    throw VaultError.fieldMalformed(
                        path: secret.path, field: Self.field,
                        expected: "the state of the rotation of \(current); it is that of \(document.current)")
                }
            }
            (self.version, self.fields, document, self.ages) = (version, fields, found, ages)
            note(found)
            return found
        } catch let error as VaultError {
            throw error.asAgentError
        } catch {
            throw error as? AgentError ?? .defect("reading a credential")
        }
    }

    /// One check-and-set write.
    ///
    /// - Parameter held: what becomes the pending credential.
    mutating func write(
        _ next: RotationDocument, _ move: SecretMove, held: CredentialFields?
    ) async throws(AgentError) -> RotationEvent {
        let change = change(move, held, id: next.pending)
        var patch = KVFields()
        let ages = ages.moved(move, at: next.promotedAt)
        patch.set(Self.field, String(decoding: ages.added(to: next.json).canonical, as: UTF8.self))
        if isUnnamed, change[shape.idField] == nil { patch.set(shape.idField, next.current) }
        for (name, value) in change.sorted(by: { $0.key < $1.key }) {
            if let value { patch.set(name, value) } else { patch.remove(name) }
        }
        do throws(AuditError) {
            let written = try await secrets.patch(
                patch, of: name, version: version,
                detail: ["rotation": .string(next.rotation), "state": .string(next.phase.rawValue)])
            switch written {
            case .success(let number): version = number
            case .failure(.versionMismatch): return .writeConflict
            case .failure(.outcomeUnknown): return .writeUnknown
            case .failure(let error): return .writeFailed(word: error.word)
            }
        } catch {
            throw .audit(error)
        }
        (document, self.ages) = (next, ages)
        note(next)
        isUnnamed = false
        for (name, value) in change { fields[name] = value }
        return .written
    }

    private func note(_ document: RotationDocument) {
        secrets.observer.noted(
            .credential(
                CredentialStanding(
                    provider: provider, secret: name, since: ages.current, phase: document.phase,
                    failures: document.failures)))
    }

    /// The fields that change, and to what; nil for those that go.
    private func change(
        _ move: SecretMove, _ held: CredentialFields?, id: String?
    ) -> [String: SharedSecret?] {
        var change: [String: SharedSecret?] = [:]
        for name in shape.fieldNames {
            let (pending, previous) = (Slot.pending.rawValue + name, Slot.previous.rawValue + name)
            switch move {
            case .none: break
            case .storePending: change[pending] = .some(held?[name])
            case .namePending: if name == shape.idField { change[pending] = id.map { SharedSecret(text: $0) } }
            case .dropPending: if fields[pending] != nil { change[pending] = .some(nil) }
            case .promote:
                change[previous] = .some(fields[name])
                change[name] = .some(fields[pending])
                change[pending] = .some(nil)
            case .dropPrevious: if fields[previous] != nil { change[previous] = .some(nil) }
            case .swap:
                change[previous] = .some(fields[name])
                change[name] = .some(fields[previous])
            }
        }
        return change
    }
}
