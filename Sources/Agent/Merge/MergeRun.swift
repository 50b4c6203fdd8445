// SPDX-License-Identifier: Apache-2.0
import Posix
import Snapshot
import Transports

/// Makes one snapshot of all shards of a plan. The records stay as they are sealed; the shards stay where they are.
package struct MergeRun: ContextualRun {
    let context: RunContext
    let directory: String
    private let snapshot = SnapshotID()

    /// - Returns: nil where nothing is kept.
    package init?(_ context: RunContext) {
        guard let directory = context.configuration.transport.directory else { return nil }
        self.context = context
        self.directory = directory
    }

    /// - Parameter places: directories of shards, or ids of those in the output directory.
    package func run(_ places: [String]) async throws(AgentError) -> SnapshotRun.Outcome {
        var shards: [VerifiedSnapshot] = []
        for place in places { shards.append(try verified(place)) }
        let manifest: Manifest
        do {
            manifest = try SnapshotMerge.manifest(of: shards.map(\.manifest), as: snapshot)
        } catch {
            throw .merge(error)
        }
        let sources = Dictionary(shards.map { ($0.manifest.snapshot, $0.directory) }) { first, _ in first }
        return try await context.withSecrets(run: snapshot.text) { (secrets, log) async throws(AgentError) in
            let transport = FilesystemTransport(
                outputDirectory: directory, snapshot: snapshot.text, layout: manifest.storage.layout)
            let closing = SnapshotClosing(settings: configuration.transport, observer: observer, log: log)
            let location: String?
            do throws(AgentError) {
                try await gather(manifest, from: sources, into: transport)
                if Task.isCancelled { throw .interrupted }
                location = try await closing.close(manifest, on: transport, journal: nil)
            } catch {
                await transport.abandon()
                throw error
            }
            let deliveries = Deliveries(
                configuration: configuration, secrets: secrets, log: log, observer: observer, wallClock: wallClock,
                clock: clock)
            return try await deliveries.deliver(manifest, at: location)
        }
    }

    private func verified(_ place: String) throws(AgentError) -> VerifiedSnapshot {
        let named = "\(directory)/\(place)"
        let isID = SnapshotID(place) != nil && Directory.kind(of: named) == .directory
        return try configuration.verified(isID ? named : place)
    }

    /// What is signed for is read again where it was gathered: a file may have been swapped since it was verified.
    private func gather(
        _ manifest: Manifest, from sources: [SnapshotID: String], into transport: FilesystemTransport
    ) async throws(AgentError) {
        observer.step("gathering \(manifest.units.count) units of \(sources.count) shards")
        do throws(TransportError) {
            try await transport.begin()
            for unit in manifest.units {
                guard let source = sources[manifest.origin(of: unit)] else { continue }
                try transport.adopt(manifest.files(of: unit), from: source)
            }
        } catch {
            throw .transport(error)
        }
        do {
            try SnapshotDirectory(path: transport.partial).checkRecords(of: manifest)
        } catch {
            throw .snapshot(error)
        }
    }
}
