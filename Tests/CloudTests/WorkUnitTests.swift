// SPDX-License-Identifier: Apache-2.0
import Cloud
import Testing

struct WorkUnitTests {
    private func unit(_ type: String, _ account: String, _ region: String) throws -> WorkUnit {
        WorkUnit(type: try #require(ResourceType(type)), scope: Scope(account: account, region: region))
    }

    @Test(arguments: [
        ("aws:ec2:instance", "123456789012", "us-east-1", "aws/123456789012/us-east-1/ec2/instance"),
        ("aws:s3:bucket", "123456789012", Scope.global, "aws/123456789012/global/s3/bucket"),
        ("gcp:compute:disk", "project-1", "europe-west3", "gcp/project-1/europe-west3/compute/disk"),
    ])
    func `a unit has a path of its own`(type: String, account: String, region: String, path: String) throws {
        let unit = try unit(type, account, region)
        #expect(unit.path == path)
        #expect(unit.description == "\(type) \(account)/\(region)")
    }

    @Test func `units are sorted by the bytes of their paths`() throws {
        let sorted = [
            try unit("aws:ec2:vpc", "111111111111", "eu-central-1"),
            try unit("aws:ec2-x:vpc", "111111111111", "us-east-1"),
            try unit("aws:ec2:instance", "111111111111", "us-east-1"),
            try unit("aws:ec2:vpc", "111111111111", "us-east-1"),
            try unit("aws:ec20:a", "111111111111", "us-east-1"), try unit("aws:ec2:vpc", "111111111111", "us-east-1a"),
            try unit("aws:ec2:instance", "222222222222", "us-east-1"), try unit("azure:a:a", "1", "a"),
        ]
        #expect(sorted.reversed().sorted() == sorted)
        let paths = sorted.map { Array($0.path.utf8) }
        #expect(zip(paths, paths.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }

    @Test func `each part of a unit tells it from others`() throws {
        let units = [
            try unit("aws:a:a", "1", "r"), try unit("aws:a:b", "1", "r"), try unit("aws:b:a", "1", "r"),
            try unit("gcp:a:a", "1", "r"), try unit("aws:a:a", "2", "r"), try unit("aws:a:a", "1", "s"),
        ]
        #expect(Set(units + units).count == 6)
        #expect(Set(units.map(\.path)).count == 6)
    }

    @Test func `a report starts at nothing`() {
        let report = UnitReport(outcome: .complete)
        #expect(report.reason == nil)
        #expect([report.records, report.incompleteRecords, report.calls, report.retries] == [0, 0, 0, 0])
        #expect(report != UnitReport(outcome: .complete, reason: "reason"))
        #expect(report != UnitReport(outcome: .denied))
    }

    @Test func `the outcomes have these names`() {
        #expect(
            UnitOutcome.allCases.map(\.rawValue) == [
                "complete", "denied", "failed", "throttled", "disabled", "skipped",
            ])
    }
}
