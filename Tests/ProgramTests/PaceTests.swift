// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// How fast a lane's calls come, by the far side's own clock.
@Suite(.serialized) struct PaceTests {
    private static let types = ["networks": "network", "firewalls": "firewall", "routes": "route", "images": "image"]
    private static let global = "/compute/v1/projects/demo-project/global"

    /// Several lists of one service in one project: one lane, and as many units as there are workers.
    private func workspace(pages: Int) async throws -> Workspace {
        let workspace = try Workspace(try await Lab(["--only", "bao,simulator"]))
        let types = Self.types.values.sorted().joined(separator: ", ")
        try workspace.directory.write(
            "extractors.yaml",
            "extractors:\n  gcp:\n    compute: {enabled: true, types: [\(types)], projects: [demo-project]}\n")
        try await workspace.lab.simulator(
            "lists",
            .array(
                Self.types.keys.sorted().map {
                    ["path": .string("\(Self.global)/\($0)"), "count": JSONValue(pages), "size": 1]
                }))
        return workspace
    }

    /// The requests for the lists: how each was answered, and when it came, in seconds.
    private func lists(_ workspace: Workspace) async throws -> [(status: Int, second: Double)] {
        try await workspace.lab.simulatorRequests().filter {
            $0["path"]?.string?.hasPrefix(Self.global) == true
        }.map { ($0["status"]?.integer ?? 0, Double($0["microseconds"]?.integer ?? 0) / 1_000_000) }
    }

    private func check(_ snapshot: String, _ workspace: Workspace, pages: Int) async throws {
        let records = try await workspace.decrypted(snapshot)
        #expect(records.count == pages * Self.types.count)
        let ids = records.map { "\($0["resource_type"]?.string ?? "") \($0["configuration"]?["name"]?.string ?? "")" }
        #expect(Set(ids).count == records.count)
    }

    /// cloudquery#15780: more throttling, no more speed. Windows let a burst pass, and refuse all that comes behind it.
    @Test(.timeLimit(.minutes(20)), arguments: [(20, 1000), (10, 500), (4, 200)])
    func `against a limit of windows, the units of a lane together make at most a tenth more calls`(
        count: Int, window: Int
    ) async throws {
        let pages = 60
        let workspace = try await workspace(pages: pages)
        // On a machine that is busy with other tests calls bunch, and one unit may be refused several times in a row.
        try workspace.edit("retry_attempts: 3", "retry_attempts: 10")
        try await workspace.lab.simulator(
            "limit", ["path": .string("\(Self.global)/.*"), "count": JSONValue(count), "window": JSONValue(window)])
        try await check(try await workspace.taken(), workspace, pages: pages)
        let lists = try await lists(workspace)
        let needed = pages * Self.types.count
        #expect(lists.count { $0.status == 200 } == needed)
        print("\(count) in \(window) ms: \(lists.count) calls for \(needed) pages")
        #expect(lists.contains { $0.status == 429 })
        #expect(Double(lists.count) <= Double(needed) * 1.1, "\(lists.count)")
    }

    @Test func `the configuration's calls a second are kept, whatever the cloud takes`() async throws {
        let pages = 10
        let workspace = try await workspace(pages: pages)
        try workspace.edit("retry_delay: 0.2\n", "retry_delay: 0.2\n  max_calls_per_second: 5\n")
        try await check(try await workspace.taken(), workspace, pages: pages)
        let times = try await lists(workspace).map(\.second).sorted()
        #expect(times.count == pages * Self.types.count)
        // A call may be held up on its way: not each gap is the pace, but all of them together are.
        let took = (times.last ?? 0) - (times.first ?? 0)
        #expect(took > 7, "\(took)")
        for (first, eleventh) in zip(times, times.dropFirst(10)) {
            #expect(eleventh - first > 1.4, "eleven calls in \(eleventh - first) s")
        }
    }
}
