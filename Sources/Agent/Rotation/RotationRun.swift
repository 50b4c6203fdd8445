// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Audit
import HTTP
package import Posix
package import Rotation
import Snapshot

/// One run at the rotation of one credential: from the login to the point where there is nothing more to do for now.
package struct RotationRun: Sendable {
    let configuration: AgentConfiguration
    private let version: String
    private let settings: RotationSettings
    let observer: any SnapshotObserver
    let wallClock: any WallClock
    let clock: any Clock<Duration>
    private let run = SnapshotID().text
    /// The name of the secret.
    let name: String

    /// - Parameter name: of the secret that is rotated; that which the agent starts from if nil.
    /// - Throws: where AWS is not configured, or the secret is none that can be rotated.
    package init(
        aws configuration: AgentConfiguration, secret name: String? = nil, settings: RotationSettings, version: String,
        observer: any SnapshotObserver, wallClock: any WallClock = SystemClock(),
        clock: any Clock<Duration> = ContinuousClock()
    ) throws(AgentError) {
        guard let aws = configuration.aws else { throw .rotation(.notConfigured) }
        self.name = name ?? aws.credentials
        guard self.name == aws.credentials || self.name == aws.rotator else {
            throw .rotation(.unknownSecret(self.name, known: [aws.credentials, aws.rotator]))
        }
        self.configuration = configuration
        self.settings = settings
        self.version = version
        self.observer = observer
        self.wallClock = wallClock
        self.clock = clock
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
        try await withSecrets { (secrets, _) async throws(AgentError) in
            var store = store(secrets)
            return try await store.read()
        }
    }

    private func drive(_ goal: RotationMachine.Goal, isDryRun: Bool) async throws(AgentError) -> RotationAction {
        try await withSecrets { (secrets, log) async throws(AgentError) in
            var store = store(secrets)
            let document = try await store.read()
            let issuer = try await issuer(secrets, store.credential(.current), document, log)
            let machine = RotationMachine(
                goal, settings: settings, traits: issuer.traits, run: run, owner: ProcessIdentity.current,
                identity: issuer.identity, isOwnerGone: { ProcessIdentity.hasEnded($0) })
            let (observer, wallClock, clock, found) = (observer, wallClock, clock, store)
            return try await Interruption.heeding { interruption in
                var driver = RotationDriver(
                    issuer, machine: machine, store: found, log: log, observer: observer, wallClock: wallClock,
                    clock: clock, interruption: interruption, isDryRun: isDryRun)
                do throws(AgentError) {
                    return Result<RotationAction, AgentError>.success(try await driver.run())
                } catch {
                    return .failure(error)
                }
            }.get()
        }
    }

    private func withSecrets<R: Sendable>(
        _ work: @Sendable (VaultSecrets, AuditLog) async throws(AgentError) -> R
    ) async throws(AgentError) -> R {
        let gate = VaultGate(configuration: configuration, observer: observer, clock: clock)
        let log = try gate.openLog(run: run, version: version, wallClock: wallClock)
        return try await gate.withSecrets(log) { (secrets) async throws(AgentError) in try await work(secrets, log) }
    }

    private func store(_ secrets: VaultSecrets) -> RotationStore {
        RotationStore(
            secrets, name: name, fieldNames: AWSAccessKeys.fieldNames, idField: AWSAccessKeys.idField)
    }
}
