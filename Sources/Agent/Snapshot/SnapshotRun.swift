// SPDX-License-Identifier: Apache-2.0
import AWS
import Access
import Audit
import Ciphers
import Cloud
import HTTP
import JSON
import Posix
import Sealing
package import Snapshot
import Transports
import Vault

/// Takes one snapshot, from the login to the signed manifest.
package struct SnapshotRun: ContextualRun {
    package struct Outcome: Sendable {
        package let manifest: Manifest
        /// Where the snapshot is: its directory, or where it was taken instead; empty where nothing was kept.
        package let locations: [String]
        /// Where it should be and is not.
        package let undelivered: [Undelivered]
    }

    let context: RunContext
    package let snapshot: SnapshotID
    private let isResumption: Bool
    private let shard: Shard?

    /// - Parameters:
    ///   - id: of a new snapshot.
    ///   - unfinished: the snapshot to go on with; a new one if nil.
    ///   - shard: which part of the plan is taken, nil for all of it; an unfinished snapshot knows its own.
    package init(
        _ context: RunContext, id: SnapshotID = SnapshotID(), resuming unfinished: SnapshotID? = nil,
        shard: Shard? = nil
    ) {
        self.context = context
        snapshot = unfinished ?? id
        isResumption = unfinished != nil
        self.shard = shard
    }

    /// The audit log is opened first and sealed last: whatever happens in between stands in it.
    package func run() async throws(AgentError) -> Outcome {
        try await withKeys(purpose: "seal \(snapshot)", lock: beginning) {
            (secrets, ring, lock, log) async throws(AgentError) in
            let site = SnapshotSite(configuration.transport, snapshot)
            let earlier = isResumption ? try site.reopen(header, ring, wallClock) : nil
            let key = earlier?.key ?? ring.primary
            let shard = if let earlier { earlier.header.shard } else { self.shard }
            let calls = try providerContext(secrets, try redaction(key), log, session: String(snapshot.text.suffix(8)))
            let part = try await part(calls).only(shard)
            let open: OpenSnapshot
            if let earlier {
                try await resume(earlier)
                open = earlier
            } else {
                open = try await site.begin(header, key, wallClock)
                // From here on the journal says which key is used.
                lock?.release()
            }
            let (manifest, location) = try await take(part, open, log)
            let deliveries = Deliveries(
                configuration: configuration, secrets: secrets, log: log, observer: observer, wallClock: wallClock,
                clock: clock)
            return try await deliveries.deliver(manifest, at: location)
        }
    }

    /// What ``run()`` would do. The clouds are asked what there is to be asked, and the sessions are opened, as for a
    /// snapshot; nothing is taken.
    package func plan() async throws(AgentError) -> SnapshotPlan {
        try await withKeys(purpose: "plan", lock: Self.none) { (secrets, ring, _, log) async throws(AgentError) in
            // A name without a snapshot's: the same plan is the same to the byte.
            let calls = try providerContext(secrets, try redaction(ring.primary), log, session: "plan")
            return SnapshotPlan(try await part(calls).only(shard))
        }
    }

    /// - Parameter lock: taken before the ring is read, and released at the latest when the work is done.
    private func withKeys<R: Sendable>(
        purpose: String, lock: @Sendable () throws(AgentError) -> RingLock?,
        _ work: @Sendable (VaultSecrets, KeyRing, RingLock?, AuditLog) async throws(AgentError) -> R
    ) async throws(AgentError) -> R {
        guard configuration.hasExtractors else { throw .nothingToExtract }
        return try await context.withSecrets(run: snapshot.text) { (secrets, log) async throws(AgentError) in
            let lock = try lock()
            defer { lock?.release() }
            observer.step("reading credentials and keys from Vault")
            return try await work(secrets, try await secrets.keyRing(purpose: purpose), lock, log)
        }
    }

    private var header: JournalHeader {
        let catalogue = configuration.extractors.catalogue
        return JournalHeader(
            snapshot: snapshot, agentVersion: context.version, startedAt: wallClock.now().rfc3339,
            configurationDigest: configuration.digest,
            catalogueDigests: [configuration.extractors.catalogueDigest] + catalogue.additions.map(\.digest),
            shard: shard)
    }

    private static func none() -> RingLock? { nil }

    /// Before any key is read, and before any cloud is asked for what could be kept nowhere.
    private func beginning() throws(AgentError) -> RingLock? {
        guard !isResumption, let directory = configuration.transport.directory else { return nil }
        do {
            try Directory.checkWritable(directory)
        } catch {
            throw .output(error)
        }
        return try RingLock.shared(in: directory)
    }

    private func resume(_ open: OpenSnapshot) async throws(AgentError) {
        do throws(TransportError) {
            try await open.transport.resume(keeping: Set((open.earlier?.units ?? [:]).keys))
        } catch {
            throw .transport(error)
        }
        let units = open.earlier?.units.values
        let ended = units?.count { $0.cursor == nil } ?? 0
        observer.step("going on with \(snapshot): \(ended) units were ended, \((units?.count ?? 0) - ended) begun")
    }

    private func providerContext(
        _ secrets: VaultSecrets, _ redaction: Redaction, _ log: AuditLog, session: String
    ) throws(AgentError) -> ProviderContext {
        let http: HTTPClient
        do {
            http = try HTTPClient()
        } catch {
            throw .http(error)
        }
        return ProviderContext(
            configuration: configuration, secrets: secrets, redaction: redaction,
            sessionName: "ce-\(configuration.environment)-\(session)", log: log, http: http,
            gate: context.callGate(),
            observer: observer, wallClock: wallClock, clock: clock)
    }

    /// Of all clouds. One that cannot be entered takes none of the others with it.
    ///
    /// - Throws: when there is none that can, why the first cannot.
    private func part(_ calls: ProviderContext) async throws(AgentError) -> ProviderPart {
        let runs = configuration.runs(calls)
        // Side by side: a cloud whose login hangs keeps none of the others from theirs.
        let results = await runs.concurrentMap(width: runs.count) { await Result.awaiting($0.part) }
        var parts: [ProviderPart] = []
        var failures: [(part: ProviderPart, error: AgentError)] = []
        for (run, result) in zip(runs, results) {
            switch result {
            case .success(let part): parts.append(part)
            case .failure(let error):
                guard let (provider, cause) = error.ofOneCloud(run.provider) else { throw error }
                observer.warning(
                    "\(provider.rawValue) cannot be read: \(cause.service):\(cause.operation): \(cause.code)")
                failures.append((ProviderPart(accounts: run.unentered(cause), sessions: [], units: []), error))
            }
        }
        if parts.isEmpty { throw failures.first?.error ?? .nothingToExtract }
        return .joined(parts + failures.map(\.part))
    }

    private func take(
        _ part: ProviderPart, _ open: OpenSnapshot, _ log: AuditLog
    ) async throws(AgentError) -> (Manifest, location: String?) {
        do throws(AgentError) {
            try note(part.sessions, open)
            let worker = UnitWorker(
                snapshot: snapshot, key: try derivedKey(open.key), compression: configuration.transport.compression,
                transport: open.transport, journal: open.journal,
                earlier: open.earlier?.units ?? [:], earlierSessions: open.earlier?.sessions.count ?? 0,
                batchSize: configuration.processing.batchSize, observer: observer, wallClock: wallClock, clock: clock)
            let planned = part.units + orphans(part, open)
            observer.planned(planned.map(\.unit))
            let units = try await Pipeline(worker: worker, workers: configuration.processing.workers).run(planned)
            // One shard does not see what the others find.
            if open.header.shard == nil { warnOfIdleChoices(units) }
            let manifest = manifest(units, part, open)
            let closing = SnapshotClosing(settings: configuration.transport, observer: observer, log: log)
            return (manifest, try await closing.close(manifest, on: open.transport, journal: open.journal))
        } catch {
            await open.leave()
            if open.isResumable { observer.unfinished(snapshot) }
            throw error
        }
    }

    /// What an earlier run has read of units that the clouds, asked anew, no longer show: it was there, and is kept.
    private func orphans(_ part: ProviderPart, _ open: OpenSnapshot) -> [PlannedUnit] {
        let planned = Set(part.units.map(\.unit.path))
        return (open.earlier?.units ?? [:]).filter { !planned.contains($0.key) }.sorted { $0.key < $1.key }.map {
            PlannedUnit(
                unit: $0.value.unit.unit, selection: $0.value.unit.selection,
                work: .ended(UnitReport(outcome: .failed, reason: "NotInPlan")))
        }
    }

    private func note(_ sessions: [Manifest.Session], _ open: OpenSnapshot) throws(AgentError) {
        do {
            try open.journal?.note(sessions)
        } catch {
            throw .journal(.storage(error))
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

    private func derivedKey(_ key: FernetKey) throws(AgentError) -> FernetKey {
        do {
            return try key.derived(forSnapshot: snapshot.text)
        } catch {
            throw .sealing(error)
        }
    }

    private func redaction(_ key: FernetKey) throws(AgentError) -> Redaction {
        do {
            let key = try RedactionKey(key)
            return Redaction { key.hash($0.span) }
        } catch {
            throw .sealing(error)
        }
    }

    private func manifest(_ units: [Manifest.Unit], _ part: ProviderPart, _ open: OpenSnapshot) -> Manifest {
        Manifest(
            snapshot: snapshot, agentVersion: context.version, environment: configuration.environment,
            startedAt: open.header.startedAt, completedAt: wallClock.now().rfc3339,
            resumptions: open.earlier.map { $0.resumptions + 1 } ?? 0,
            configurationDigest: configuration.digest, catalogueDigest: configuration.extractors.catalogueDigest,
            addedCatalogues: configuration.extractors.catalogue.additions.map {
                Manifest.AddedCatalogue(file: $0.path, digest: $0.digest)
            },
            shard: open.header.shard,
            storage: Manifest.Storage(
                keyID: open.key.id, layout: configuration.transport.layout,
                compression: configuration.transport.compression),
            sessions: (open.earlier?.sessions ?? []) + part.sessions,
            accounts: part.accounts, units: units)
    }
}
