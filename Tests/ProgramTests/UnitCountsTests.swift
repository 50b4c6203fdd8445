// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// What the manifest counts of a unit is what the far side and the disk have.
struct UnitCountsTests {
    /// Types without further calls, and where they are listed.
    private static let places = [
        "azure:compute:availability-set": "/providers/Microsoft.Compute/availabilitySets",
        "azure:compute:disk": "/providers/Microsoft.Compute/disks",
        "azure:compute:snapshot": "/providers/Microsoft.Compute/snapshots",
        "gcp:compute:disk": "/aggregated/disks", "gcp:compute:instance": "/aggregated/instances",
        "gcp:compute:network": "/global/networks", "gcp:pubsub:schema": "/schemas",
    ]

    @Test func `calls, retries and bytes are those that were made and written`() async throws {
        let workspace = try Workspace(try await Lab(["--only", "bao,simulator", "--page-size", "2"]))
        try workspace.directory.write(
            "extractors.yaml",
            """
            extractors:
              azure:
                compute: {enabled: true, types: [availability-set, disk, snapshot]}
              gcp:
                compute: {enabled: true, types: [disk, instance, network], projects: [demo-project]}
                pubsub: {enabled: true, types: [schema], projects: [demo-project]}

            """)
        // One of them is asked for three times.
        try await workspace.lab.simulator(
            "faults", [["path": "demo-project/aggregated/disks", "status": 503, "skip": 1, "times": 2]])
        let path = try await workspace.taken()
        let manifest = try JSONValue(
            parsing: Array(try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))).span)
        let requests = try await workspace.lab.simulatorRequests().filter { $0["method"] == "GET" }
        let units = try #require(manifest["units"]?.array)
        #expect(units.count == 2 * 3 + 4)
        for unit in units {
            let type = try #require(unit["resource_type"]?.string)
            let account = try #require(unit["account_id"]?.string)
            let place = try #require(Self.places[type])
            let asked = requests.filter {
                guard let path = $0["path"]?.string else { return false }
                return path.contains("/\(account)/") && path.lowercased().hasSuffix(place.lowercased())
                    && $0["host"]?.string?.hasPrefix(
                        type.hasPrefix("azure") ? "management" : "\(type.split(separator: ":")[1])") == true
            }
            #expect(unit["calls"]?.integer == asked.count, "\(type) \(account)")
            #expect(unit["retries"]?.integer == asked.count { $0["status"] == 503 }, "\(type) \(account)")

            let file = try Data(contentsOf: URL(filePath: "\(path)/\(unit["file"]?.string ?? "")"))
            let lines = file.count { $0 == 0x0A }
            #expect(unit["records"]?.integer == lines)
            // Of the tokens, without line ends.
            #expect(unit["bytes"]?.integer == file.count - lines, "\(type) \(account)")
        }
        func sum(_ name: String) -> Int { units.reduce(0) { $0 + ($1[name]?.integer ?? 0) } }
        #expect(sum("retries") == 2 && sum("calls") > units.count && sum("bytes") > 10_000)
    }
}
