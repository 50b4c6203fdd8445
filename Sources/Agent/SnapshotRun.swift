// SPDX-License-Identifier: Apache-2.0
import AWS
import Audit
import Ciphers
import Cloud
import HTTP
import JSON
package import Posix
import Sealing
package import Snapshot
import Transports
import Vault

/// Takes one snapshot, from the login to the signed manifest.
package struct SnapshotRun: Sendable {
    package struct Outcome: Sendable {
        package let manifest: Manifest
        /// Where the snapshot is; nil where nothing was kept.
        package let location: String?
    }

    private let configuration: AgentConfiguration
    private let version: String
    private let observer: any SnapshotObserver
    private let wallClock: any WallClock
    private let clock: any Clock<Duration>
    private let snapshot = SnapshotID()

    package init(
        _ configuration: AgentConfiguration, version: String,
        observer: any SnapshotObserver, wallClock: any WallClock = SystemClock(),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.configuration = configuration
        self.version = version
        self.observer = observer
        self.wallClock = wallClock
        self.clock = clock
    }

    /// The audit log is opened first and sealed last: whatever happens in between stands in it.
    package func run() async throws(AgentError) -> Outcome {
        guard let aws = configuration.aws, configuration.hasExtractors else { throw .nothingToExtract }
        let vault = VaultGate(configuration: configuration, observer: observer, clock: clock)
        let log = try vault.openLog(run: snapshot.text, version: version, wallClock: wallClock)
        return try await vault.withSecrets(log) { (secrets) async throws(AgentError) in
            observer.step("reading credentials and keys from Vault")
            let ring = try await secrets.keyRing(purpose: "seal \(snapshot)")
            let opener = SessionOpener(
                settings: aws, connection: try connection(aws, try await secrets.awsCredentials(aws.credentials)),
                sessionName: "ce-\(configuration.environment)-\(snapshot.text.suffix(8))", log: log,
                width: configuration.processing.workers, observer: observer)
            let survey = try await AWSSurvey(
                settings: aws, opener: opener, width: configuration.processing.workers,
                needsRegions: configuration.extractors.aws.contains {
                    $0.resources.contains { $0.placement == .region }
                }, observer: observer
            ).findings()
            let plan = SnapshotPlan(configuration, accounts: survey.accounts)
            if plan.entries.isEmpty { try Self.explain(survey.accounts) }
            let sessions = try await opener.open(plan.sessions)
            return try await take(plan, sessions, survey, ring, log)
        }
    }

    /// Why there is no unit at all.
    private static func explain(_ accounts: [AWSAccount]) throws(AgentError) -> Never {
        for account in accounts {
            if case .unknown(let error) = account.standing { throw error.asAgentError }
        }
        throw .nothingToExtract
    }

    private func connection(
        _ aws: AWSSettings, _ credentials: AWSCredentials
    ) throws(AgentError) -> AWSConnection {
        let endpoints: AWSEndpoints
        do {
            endpoints = try AWSEndpoints(
                partition: aws.partition, override: aws.endpoint, fips: aws.usesFIPS, dualstack: aws.usesDualstack)
        } catch {
            throw .setting(error)
        }
        let http: HTTPClient
        do {
            http = try HTTPClient()
        } catch {
            throw .http(error)
        }
        return AWSConnection(
            endpoints: endpoints, credentials: credentials, http: http,
            retry: AWSRetry(
                attempts: configuration.processing.attempts, delay: configuration.processing.retryDelay),
            wallClock: wallClock, clock: clock)
    }

    private func take(
        _ plan: SnapshotPlan, _ sessions: OpenedSessions, _ survey: AWSSurvey.Findings, _ ring: KeyRing, _ log: AuditLog
    ) async throws(AgentError) -> Outcome {
        let transport: any Transport =
            switch configuration.transport {
            case .filesystem(let directory):
                FilesystemTransport(outputDirectory: directory, snapshot: snapshot.text)
            case .null: NullTransport()
            }
        let startedAt = wallClock.now()
        do throws(AgentError) {
            try await begin(transport)
            let worker = UnitWorker(
                snapshot: snapshot, key: try derivedKey(ring), transport: transport, sessions: sessions,
                redaction: try redaction(ring), batchSize: configuration.processing.batchSize, clock: wallClock)
            observer.planned(plan.entries.count)
            let units = try await Pipeline(
                worker: worker, workers: configuration.processing.workers, observer: observer
            ).run(plan)
            let manifest = manifest(units, sessions, survey, keyID: ring.primary.id, startedAt: startedAt)
            return Outcome(manifest: manifest, location: try await close(manifest, transport, log))
        } catch {
            await transport.abandon()
            throw error
        }
    }

    private func begin(_ transport: any Transport) async throws(AgentError) {
        do {
            try await transport.begin()
        } catch {
            throw .transport(error)
        }
    }

    private func derivedKey(_ ring: KeyRing) throws(AgentError) -> FernetKey {
        do {
            return try ring.primary.derived(forSnapshot: snapshot.text)
        } catch {
            throw .sealing(error)
        }
    }

    private func redaction(_ ring: KeyRing) throws(AgentError) -> Redaction {
        do {
            let key = try RedactionKey(ring.primary)
            return Redaction { key.hash($0.span) }
        } catch {
            throw .sealing(error)
        }
    }

    private func manifest(
        _ units: [Manifest.Unit], _ sessions: OpenedSessions, _ survey: AWSSurvey.Findings, keyID: String,
        startedAt: Timestamp
    ) -> Manifest {
        Manifest(
            snapshot: snapshot, agentVersion: version, environment: configuration.environment,
            startedAt: startedAt.rfc3339, completedAt: wallClock.now().rfc3339,
            configurationDigest: configuration.digest, catalogueDigest: configuration.extractors.catalogue.digest,
            addedCatalogues: configuration.extractors.catalogue.additions.map {
                Manifest.AddedCatalogue(file: $0.path, digest: $0.digest)
            }, keyID: keyID,
            sessions: (sessions.open + survey.sessions).map(Manifest.Session.init),
            accounts: survey.accounts.map { Manifest.Account($0, failure: sessions.failures[$0.id]) },
            units: units)
    }

    /// Signs and publishes, once the audit log holds the digest of what is signed.
    private func close(
        _ manifest: Manifest, _ transport: any Transport, _ log: AuditLog
    ) async throws(AgentError) -> String? {
        let bytes = manifest.bytes
        do {
            let receipt = try log.authorize(
                SnapshotClose.self, target: snapshot.text,
                detail: [
                    "manifest_sha256": .string(Hex.string(ManifestNote.digest(of: bytes))),
                    "units": JSONValue(manifest.units.count), "records": JSONValue(manifest.records),
                    "complete_units": JSONValue(manifest.count(.complete)),
                ])
            let note = try ManifestNote.sign(bytes, snapshot: snapshot, with: log, receipt)
            let location = try await transport.commit(manifest: bytes, note: note.bytes)
            if let location { observer.published(location) }
            try log.conclude(SnapshotClose.self, target: snapshot.text, detail: ["result": "ok"])
            return location
        } catch let error as AuditError {
            throw .audit(error)
        } catch let error as TransportError {
            throw .transport(error)
        } catch {
            throw .defect("closing the snapshot")
        }
    }
}
