// SPDX-License-Identifier: Apache-2.0
import Access
import Audit
package import Cloud
import HTTP
import Posix
package import Rotation
package import Snapshot

/// One run at the rotation of one credential: from the login to the point where there is nothing more to do for now.
package struct RotationRun: ContextualRun {
    let context: RunContext
    let settings: RotationSettings
    private let run: String
    let target: RotationTarget

    /// - Parameters:
    ///   - name: of the secret that is rotated; that which the agent starts from if nil.
    ///   - id: of this run in the audit log.
    /// - Throws: where the cloud is not configured, or the secret is none that can be rotated.
    package init(
        _ provider: Provider, _ context: RunContext, secret name: String? = nil, settings: RotationSettings,
        id: SnapshotID = SnapshotID()
    ) throws(AgentError) {
        run = id.text
        target = try RotationTarget(provider, name, in: context.configuration)
        self.context = context
        self.settings = settings
    }

    package func run(_ goal: RotationMachine.Goal) async throws(AgentError) -> RotationEnding {
        let action = try await drive(goal, isDryRun: false)
        guard case .end(let ending) = action else { throw .defect("a rotation without an end") }
        return ending
    }

    /// - Returns: the first thing that would be changed, or the end where nothing would.
    package func dryRun(_ goal: RotationMachine.Goal) async throws(AgentError) -> RotationAction {
        try await drive(goal, isDryRun: true)
    }

    /// How far it has got, by what stands in Vault. No provider is asked.
    package func status() async throws(AgentError) -> RotationDocument {
        try await context.withSecrets(run: run) { (secrets, _) async throws(AgentError) in
            var store = store(secrets)
            return try await store.read()
        }
    }

    private func drive(_ goal: RotationMachine.Goal, isDryRun: Bool) async throws(AgentError) -> RotationAction {
        try await context.withSecrets(run: run) { (secrets, log) async throws(AgentError) in
            var store = store(secrets)
            let document = try await store.read()
            let issuer = try await issuer(secrets, store.credential(.current), document, log)
            if document.current.isEmpty { try await name(&store, issuer) }
            let machine = RotationMachine(
                goal, settings: settings, traits: issuer.traits, run: run, owner: ProcessIdentity.current,
                identity: issuer.identity, isOwnerGone: { ProcessIdentity.hasEnded($0) })
            let (observer, wallClock, clock, found, provider) = (observer, wallClock, clock, store, target.provider)
            return try await Interruption.heeding { interruption in
                var driver = RotationDriver(
                    provider, issuer, machine: machine, store: found, log: log, observer: observer,
                    wallClock: wallClock, clock: clock, interruption: interruption, isDryRun: isDryRun)
                do throws(AgentError) {
                    return Result<RotationAction, AgentError>.success(try await driver.run())
                } catch {
                    return .failure(error)
                }
            }.get()
        }
    }

    private func issuer(
        _ secrets: VaultSecrets, _ current: CredentialFields, _ document: RotationDocument, _ log: AuditLog
    ) async throws(AgentError) -> any CredentialIssuer {
        let http: HTTPClient
        do {
            http = try HTTPClient()
        } catch {
            throw .http(error)
        }
        let gate = context.callGate()
        let calls = CloudCalls(
            log: log, http: http, retry: CallRetry(configuration.processing.backoff, gate: gate),
            wallClock: wallClock, clock: clock)
        return switch target.provider {
        case .aws: try await awsIssuer(secrets, current, document, calls)
        case .azure: try await azureIssuer(secrets, current, calls)
        case .gcp: try await gcpIssuer(secrets, current, calls)
        }
    }

    /// Has the provider say which key the current one is, where the secret does not.
    private func name(_ store: inout RotationStore, _ issuer: any CredentialIssuer) async throws(AgentError) {
        let current = store.credential(.current)
        let keys: [IssuedKey]
        let isGood: Bool
        do throws(CloudError) {
            keys = try await issuer.list(current)
            // One that is good no more may look like another one that is.
            isGood = try await issuer.probe(current) == .works
        } catch {
            throw error.asAgentError(of: target.provider)
        }
        guard isGood, let id = issuer.id(of: current, among: keys) else {
            throw .rotation(
                .unknownKey(
                    path: configuration.secretPath(target.name), field: target.kind.shape.idField,
                    known: keys.map(\.id).sorted()))
        }
        store.unnamedID = id
    }

    private func store(_ secrets: VaultSecrets) -> RotationStore {
        RotationStore(secrets, target)
    }
}
