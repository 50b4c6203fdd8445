// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Pages of one snapshot are all read by the same rules.
struct ResumedCatalogueTests {
    @Test(.timeLimit(.minutes(20)))
    func `a snapshot is gone on with by the catalogue that it was begun with alone`() async throws {
        // A catalogue of one's own is AWS's; the unit that is interrupted is Google's.
        let workspace = try Workspace(try await Lab(["--only", "bao,ministack,simulator", "--page-size", "2"]))
        let types = "\(workspace.directory.path)/types"
        let own = """
            service: ec2
            scope: region
            types:
              - {type: plain-vpc, list: DescribeVpcs, items: Vpcs, id: VpcId}

            """
        try FileManager.default.createDirectory(atPath: types, withIntermediateDirectories: false)
        try workspace.directory.write("types/own.yaml", own)
        try workspace.directory.write(
            "extractors.yaml",
            """
            extractors:
              catalogue_dirs: [\(types)]
              aws:
                ec2: {enabled: true, types: [plain-vpc], regions: [us-east-1]}
              gcp:
                compute: {enabled: true, types: [instance], projects: [demo-project]}

            """)
        try await workspace.lab.simulator(
            "faults", [["path": "aggregated/instances", "skip": 1, "milliseconds": 600_000]])
        let program = try Program.start("snapshot", "--config", workspace.config)
        let came = try await program.until {
            let files = (try? Workspace.files(below: workspace.output)) ?? []
            return files.contains { $0.path.hasSuffix("/instance.fernet") && $0.contents.contains(0x0A) }
        }
        #expect(came)
        program.signal(SIGTERM)
        let interrupted = try await program.ended()
        #expect(interrupted.status == 130, "\(interrupted.errorText)")
        try await workspace.lab.simulator("faults", [])

        try workspace.directory.write("types/own.yaml", own.replacing("VpcId}", with: "VpcId, redact: [CidrBlock]}"))
        let refused = try await Program.run("resume", "--config", workspace.config)
        #expect(refused.status == 12 && refused.errorText.contains("catalogue is another one"), "\(refused.errorText)")
        try workspace.directory.write("types/own.yaml", own)
        let resumed = try await Program.run("resume", "--config", workspace.config)
        #expect(resumed.status == 0, "\(resumed.errorText)")
        let path = resumed.outputText.trimmingCharacters(in: .newlines)
        let taken = Set(try await workspace.decrypted(path).compactMap { $0["resource_type"]?.string })
        #expect(taken == ["aws:ec2:plain-vpc", "gcp:compute:instance"])
    }
}
