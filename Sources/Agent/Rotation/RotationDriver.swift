// SPDX-License-Identifier: Apache-2.0
import Access
import Audit
import Cloud
import JSON
import Posix
import Rotation

/// Does what a ``RotationMachine`` says, and tells it what came of it.
struct RotationDriver {
    let provider: Provider
    let issuer: any CredentialIssuer
    let log: AuditLog
    let observer: any RunObserver
    let wallClock: any WallClock
    let clock: any Clock<Duration>
    /// Is heeded wherever no secret would be lost by it.
    let interruption: Interruption
    /// Nothing is changed; the first change that would be made ends it.
    let isDryRun: Bool
    var machine: RotationMachine
    var store: RotationStore
    /// Of the key that is stored nowhere yet.
    private var held: CredentialFields?
    private var steps = 0

    init(
        _ provider: Provider, _ issuer: any CredentialIssuer, machine: RotationMachine, store: RotationStore,
        log: AuditLog,
        observer: any RunObserver, wallClock: any WallClock, clock: any Clock<Duration>,
        interruption: Interruption,
        isDryRun: Bool
    ) {
        self.provider = provider
        self.issuer = issuer
        self.machine = machine
        self.store = store
        self.log = log
        self.observer = observer
        self.wallClock = wallClock
        self.clock = clock
        self.interruption = interruption
        self.isDryRun = isDryRun
    }

    /// - Returns: why it ended, or the first change that would be made.
    mutating func run() async throws(AgentError) -> RotationAction {
        var action = machine.first
        while true {
            if case .end = action { return action }
            if isDryRun, action.isChange { return action }
            if !machine.isCritical, interruption.isWanted { throw .interrupted }
            if let text = action.words { observer.step(text) }
            steps += 1
            FailPoint.pass("before-\(steps)")
            let event = try await perform(action)
            FailPoint.pass("after-\(steps)")
            action = machine.next(after: event, at: wallClock.now())
        }
    }

    private mutating func perform(_ action: RotationAction) async throws(AgentError) -> RotationEvent {
        let current = store.credential(.current)
        switch action {
        case .read: return try await read()
        case .list:
            return await asking { () async throws(CloudError) in
                .listed(try await issuer.list(current))
            } failed: {
                .listFailed(word: $0)
            }
        case .write(let document, let move):
            let event = try await store.write(document, move, held: held)
            if event == .written, move == .storePending { held = nil }
            return event
        case .prepare:
            do {
                let key = try issuer.prepare(for: machine.run)
                held = key.fields
                return .prepared(mark: key.mark)
            } catch {
                throw .cloud(provider, error)
            }
        case .create: return try await create(current)
        case .probe(let id):
            let credential = store.credential(id: id) ?? [:]
            return await asking { () async throws(CloudError) in
                .probed(try await issuer.probe(credential))
            } failed: { _ in
                .probed(.notYet)
            }
        case .wait(let until):
            await wait(until: until)
            return .woke
        case .enable(let id), .disable(let id):
            let enables = action == .enable(id: id)
            return try await changing(KeySwitch.self, id, ["enable": .bool(enables)]) {
                (receipt) async throws(CloudError) in try await issuer.enable(id, enables, current, receipt)
            }
        case .delete(let id):
            return try await changing(KeyDeletion.self, id, [:]) { (receipt) async throws(CloudError) in
                try await issuer.delete(id, current, receipt)
            }
        case .end: return .woke
        }
    }

    /// In short stretches: the end may be wanted meanwhile.
    private func wait(until: Timestamp) async {
        // A wall clock that is put back makes no wait longer.
        var left = until.seconds - wallClock.now().seconds
        while left > 0, wallClock.now() < until, machine.isCritical || !interruption.isWanted {
            // Nobody cancels this task; see Interruption.
            try? await clock.sleep(for: .seconds(min(left, 1)))
            left -= 1
        }
    }

    private mutating func read() async throws(AgentError) -> RotationEvent {
        do throws(AgentError) {
            return .read(try await store.read())
        } catch {
            guard case .vault(let error) = error, machine.isCritical else { throw error }
            return .readFailed(word: error.word)
        }
    }

    private func asking(
        _ ask: () async throws(CloudError) -> RotationEvent, failed: (String) -> RotationEvent
    ) async -> RotationEvent {
        do throws(CloudError) {
            return try await ask()
        } catch {
            observer.warning("\(error.service):\(error.operation): \(error.code)")
            return failed(error.code)
        }
    }

    private mutating func create(_ current: CredentialFields) async throws(AgentError) -> RotationEvent {
        let rotation = store.document?.rotation ?? ""
        let pending = store.credential(.pending)
        let result: Result<KeyCreationResult, Never>
        do throws(AuditError) {
            result = try await log.announcing(
                KeyCreation.self, target: issuer.identity, detail: ["rotation": .string(rotation)],
                act: { (receipt) async throws(Never) in
                    await issuer.create(for: rotation, pending, current, receipt)
                },
                outcome: { Self.detail($0.get(), rotation) })
        } catch {
            throw .audit(error)
        }
        switch result.get() {
        case .made(let key, let fields):
            if !issuer.traits.isMadeHere { held = fields }
            return .created(key)
        case .refused(let word): return .createRefused(word: word)
        case .unknown: return .createUnknown
        }
    }

    private static func detail(_ result: KeyCreationResult, _ rotation: String) -> JSONObject {
        switch result {
        case .made(let key, _): ["rotation": .string(rotation), "result": "ok", "key_id": .string(key.id)]
        case .refused(let word): ["rotation": .string(rotation), "result": .string(word)]
        case .unknown(let word):
            ["rotation": .string(rotation), "result": .string(word), "outcome": "unknown"]
        }
    }

    private func changing<Effect: AuditedEffect>(
        _ effect: Effect.Type, _ id: String, _ detail: JSONObject,
        _ change: (consuming Receipt<Effect>) async throws(CloudError) -> Void
    ) async throws(AgentError) -> RotationEvent {
        var detail = detail
        detail["identity"] = .string(issuer.identity)
        let intent = detail
        let result: Result<Void, CloudError>
        do throws(AuditError) {
            result = try await log.announcing(
                effect, target: id, detail: intent, act: change,
                outcome: { result in
                    var outcome = intent
                    outcome["result"] = .string(result.failure?.code ?? "ok")
                    return outcome
                })
        } catch {
            throw .audit(error)
        }
        return result.failure.map { .changeFailed(word: $0.code) } ?? .changed
    }
}

extension RotationAction {
    /// Of Vault or of the provider.
    fileprivate var isChange: Bool {
        switch self {
        case .write, .create, .enable, .disable, .delete: true
        case .read, .list, .prepare, .probe, .wait, .end: false
        }
    }
}
