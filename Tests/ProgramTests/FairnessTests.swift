// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// How the workers are shared, as the far side sees it.
struct FairnessTests {
    private func workspace(_ extractors: String, workers: Int) async throws -> Workspace {
        let workspace = try Workspace(try await Lab(["--only", "bao,simulator", "--page-size", "2"]))
        try workspace.directory.write("extractors.yaml", "extractors:\n  gcp:\n\(extractors)")
        try workspace.edit("max_workers: 4", "max_workers: \(workers)")
        return workspace
    }

    /// The types whose records are on the disk.
    private func types(_ workspace: Workspace) -> Set<String> {
        let files = (try? Workspace.files(below: workspace.output)) ?? []
        return Set(
            files.filter { $0.path.hasSuffix(".fernet") && !$0.contents.isEmpty }.map {
                URL(filePath: $0.path).deletingPathExtension().lastPathComponent
            })
    }

    /// cloudquery#3184, prowler#2458: one service that takes for ever, and all others wait for it.
    @Test(.timeLimit(.minutes(20)))
    func `a service that does not answer keeps one of two workers, and all others go through the other`() async throws {
        let workspace = try await workspace(
            """
                compute: {enabled: true, types: [disk, instance, network, subnetwork], projects: [demo-project]}
                iam: {enabled: true, types: [role, service-account], projects: [demo-project]}
                pubsub: {enabled: true, types: [schema, subscription, topic], projects: [demo-project]}

            """, workers: 2)
        try await workspace.lab.simulator(
            "faults", [["path": "compute.googleapis.com/compute/v1/", "milliseconds": 600_000]])
        let program = try Program.start("snapshot", "--quiet", "--config", workspace.config)
        let others: Set<String> = ["role", "service-account", "schema", "subscription", "topic"]
        let came = try await program.until { types(workspace) == others }
        #expect(came)
        let slow = try await workspace.lab.simulatorRequests().filter { $0["host"] == "compute.googleapis.com" }
        #expect(slow.count <= 2, "\(slow.count)")
        program.signal(SIGTERM)
        let command = try await program.ended()
        #expect(command.status == 130, "\(command.errorText)")
    }

    /// Fewer workers than services: a turn that goes back and forth between the first two leaves the third out.
    @Test func `with one worker, every service has its turn before any has its second`() async throws {
        let workspace = try await workspace(
            """
                compute: {enabled: true, types: [disk, instance, network, subnetwork], projects: [demo-project]}
                pubsub: {enabled: true, types: [schema, subscription, topic], projects: [demo-project]}
                storage: {enabled: true, types: [bucket], projects: [demo-project]}

            """, workers: 1)
        _ = try await workspace.taken()
        let hosts = try await workspace.lab.simulatorRequests().compactMap { $0["host"]?.string }.filter {
            $0.hasPrefix("compute") || $0.hasPrefix("pubsub") || $0.hasPrefix("storage")
        }
        // Neighbours of the same service are pages and follow-ups of one unit.
        let turns = hosts.enumerated().filter { $0.offset == 0 || hosts[$0.offset - 1] != $0.element }.map(\.element)
        #expect(Set(turns.prefix(3)).count == 3 && turns.count >= 6, "\(turns)")
    }

    @Test(arguments: [1, 3, 8])
    func `never more units are read at once than there are workers`(workers: Int) async throws {
        let workspace = try await workspace(
            """
                compute: {enabled: true, projects: [demo-project]}
                iam: {enabled: true}
                pubsub: {enabled: true}

            """, workers: workers)
        // Long enough for as many as may to come together.
        try await workspace.lab.simulator("faults", [["path": "", "milliseconds": 30]])
        _ = try await workspace.taken()
        let atOnce = try await workspace.lab.simulatorRequests().compactMap { $0["at_once"]?.integer }
        #expect(atOnce.count > 50)
        let most = atOnce.max() ?? 0
        // How many of them meet is the machine's own business; that more than half do shows that they can.
        #expect(most <= workers && most > workers / 2, "\(most)")
    }
}
