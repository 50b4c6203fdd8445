// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
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
        guard configuration.hasExtractors else { throw .nothingToExtract }
        let vault = VaultGate(configuration: configuration, observer: observer, clock: clock)
        let log = try vault.openLog(run: snapshot.text, version: version, wallClock: wallClock)
        return try await vault.withSecrets(log) { (secrets) async throws(AgentError) in
            observer.step("reading credentials and keys from Vault")
            let ring = try await secrets.keyRing(purpose: "seal \(snapshot)")
            let part = try await part(try context(secrets, try redaction(ring), log))
            return try await take(part, ring, log)
        }
    }

    private func context(
        _ secrets: VaultSecrets, _ redaction: Redaction, _ log: AuditLog
    ) throws(AgentError) -> ProviderContext {
        let http: HTTPClient
        do {
            http = try HTTPClient()
        } catch {
            throw .http(error)
        }
        return ProviderContext(
            configuration: configuration, secrets: secrets, redaction: redaction,
            sessionName: "ce-\(configuration.environment)-\(snapshot.text.suffix(8))", log: log, http: http,
            observer: observer, wallClock: wallClock, clock: clock)
    }

    /// Of all clouds. One that cannot be entered takes none of the others with it.
    ///
    /// - Throws: when there is none that can, why the first cannot.
    private func part(_ context: ProviderContext) async throws(AgentError) -> ProviderPart {
        var parts: [ProviderPart] = []
        var failures: [(part: ProviderPart, error: AgentError)] = []
        for run in configuration.runs(context) {
            do throws(AgentError) {
                parts.append(try await run.part())
            } catch {
                guard let (provider, cause) = error.ofOneCloud(run.provider) else { throw error }
                observer.warning(
                    "\(provider.rawValue) cannot be read: \(cause.service):\(cause.operation): \(cause.code)")
                failures.append((ProviderPart(accounts: run.unentered(cause), sessions: [], units: []), error))
            }
        }
        if parts.isEmpty { throw failures.first?.error ?? .nothingToExtract }
        return .joined(parts + failures.map(\.part))
    }

    private func take(_ part: ProviderPart, _ ring: KeyRing, _ log: AuditLog) async throws(AgentError) -> Outcome {
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
                snapshot: snapshot, key: try derivedKey(ring), transport: transport,
                batchSize: configuration.processing.batchSize, clock: wallClock)
            observer.planned(part.units.count)
            let units = try await Pipeline(
                worker: worker, workers: configuration.processing.workers, observer: observer
            ).run(part.units)
            warnOfIdleChoices(units)
            let manifest = manifest(units, part, keyID: ring.primary.id, startedAt: startedAt)
            return Outcome(manifest: manifest, location: try await close(manifest, transport, log))
        } catch {
            await transport.abandon()
            throw error
        }
    }

    /// What was chosen of a type, and is nowhere: it may be misspelt.
    private func warnOfIdleChoices(_ units: [Manifest.Unit]) {
        let chosen = Dictionary(grouping: units.filter { $0.selection != nil }, by: \.unit.type)
        for (type, units) in chosen.sorted(by: { $0.key < $1.key }) {
            let left = units.reduce(0) { $0 + $1.report.unwanted }
            if left > 0, units.allSatisfy({ $0.report.records == 0 }) {
                observer.warning("of \(left) items of \(type) none is what extractors.yaml chooses")
            }
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
        _ units: [Manifest.Unit], _ part: ProviderPart, keyID: String, startedAt: Timestamp
    ) -> Manifest {
        Manifest(
            snapshot: snapshot, agentVersion: version, environment: configuration.environment,
            startedAt: startedAt.rfc3339, completedAt: wallClock.now().rfc3339,
            configurationDigest: configuration.digest, catalogueDigest: configuration.extractors.catalogueDigest,
            addedCatalogues: configuration.extractors.catalogue.additions.map {
                Manifest.AddedCatalogue(file: $0.path, digest: $0.digest)
            }, keyID: keyID,
            sessions: part.sessions, accounts: part.accounts, units: units)
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
