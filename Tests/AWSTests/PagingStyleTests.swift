// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import JSON
import TestSupport
import Testing

@testable import AWS

/// Every way in which AWS pages, each against an operation of moto's that truly does, a resource at a time.
struct PagingStyleTests {
    private static let lab = Task {
        let lab = try await Lab(["--only", "bao,moto", "--estate", "full"], isShared: true)
        // The only list of the estate with a single item: it has no second page.
        try await lab.aws(
            at: "moto", [("iam", "create_virtual_mfa_device", ["VirtualMFADeviceName": "second"])])
        return lab
    }

    struct Style: Sendable, CustomTestStringConvertible {
        let service: String
        let scope: String
        let entry: String

        var testDescription: String { "\(service) \(entry)" }
    }

    private static let styles = [
        Style(service: "organizations", scope: "global", entry: "list: ListAccounts, items: Accounts, id: Id"),
        Style(service: "logs", scope: "region", entry: "list: DescribeLogGroups, items: logGroups, id: logGroupName"),
        Style(
            service: "iam", scope: "global",
            entry: "list: ListVirtualMFADevices, items: VirtualMFADevices, id: SerialNumber"),
        Style(
            service: "rds", scope: "region",
            entry: "list: DescribeDBInstances, items: DBInstances, id: DBInstanceIdentifier"),
        Style(service: "route53", scope: "global", entry: "list: ListHostedZones, items: HostedZones, id: Id"),
        Style(
            service: "elbv2", scope: "region",
            entry: "list: DescribeLoadBalancers, items: LoadBalancers, id: LoadBalancerArn"),
        Style(
            service: "cloudfront", scope: "global",
            entry: "list: ListDistributions, items: DistributionList.Items, id: Id"),
        Style(
            service: "cloudfront", scope: "global", entry: "list: ListPublicKeys, items: PublicKeyList.Items, id: Id"),
        Style(
            service: "dynamodb", scope: "region",
            entry: "list: ListTables, items: TableNames, item_as: TableName, id: TableName"),
    ]

    private func extractor(_ style: Style, pageSize: Int?) async throws -> AWSExtractor {
        let lab = try await Self.lab.value
        let size = pageSize.map { ", page_size: \($0)" } ?? ""
        let file = try CatalogueFile(
            parsing: """
                service: \(style.service)
                scope: \(style.scope)
                types:
                  - {type: thing, \(style.entry)\(size)}
                """, file: "test.yaml")
        let resource = try #require(file.resources.first)
        let connection = try AWSSessionTests.connection(lab.text("moto", "endpoint"), "testing", "testing")
        let region = style.scope == "global" ? Scope.global : "us-east-1"
        return AWSExtractor(
            resource, session: .plain(connection, SessionPolicy(actions: resource.permissions)),
            unit: WorkUnit(type: resource.type, scope: Scope(account: "123456789012", region: region)), redaction: .test
        )
    }

    private func ids(_ style: Style, pageSize: Int?) async throws -> (ids: [String], calls: Int) {
        let tally = CallTally()
        var ids: [String] = []
        try await extractor(style, pageSize: pageSize).run(tally) { (record) async throws(Never) in
            ids.append(record.resourceID)
        }
        return (ids, tally.calls)
    }

    /// The run was ended behind a page.
    private struct Stopped: Error {}

    /// What comes before the first place to go on from, and that place; nil for a list that ends before it.
    private func firstPage(_ style: Style) async throws -> (ids: [String], cursor: ListCursor?) {
        var ids: [String] = []
        var cursor: ListCursor?
        let extractor = try await extractor(style, pageSize: 1)
        do throws(ExtractionError<Stopped>) {
            try await extractor.run(from: nil, CallTally()) { (extracted) async throws(Stopped) in
                switch extracted {
                case .record(let record): ids.append(record.resourceID)
                case .page(let next):
                    cursor = next
                    throw Stopped()
                }
            }
        } catch {
            guard case .sink = error else { throw error }
        }
        return (ids, cursor)
    }

    @Test(arguments: styles)
    func `one at a time gives what all at once gives`(style: Style) async throws {
        let whole = try await ids(style, pageSize: nil)
        let single = try await ids(style, pageSize: 1)
        #expect(!whole.ids.isEmpty)
        #expect(single.ids.sorted() == whole.ids.sorted())
        #expect(Set(single.ids).count == single.ids.count)
        #expect(single.calls > whole.calls || whole.ids.count == 1, "\(single.calls) calls")
    }

    /// cloudquery#4585, prowler#3187: what a run had read is read again, or never.
    @Test(arguments: styles)
    func `stopped behind the first page, another extractor goes on from there`(style: Style) async throws {
        let whole = try await ids(style, pageSize: 1).ids
        let (first, cursor) = try await firstPage(style)
        // As the journal keeps it: it must survive being written and read.
        let kept = ListCursor(try JSONValue(parsing: try #require(cursor).json.canonical.span))
        var rest: [String] = []
        try await extractor(style, pageSize: 1).run(from: kept, CallTally()) { (extracted) async throws(Never) in
            if case .record(let record) = extracted { rest.append(record.resourceID) }
        }
        #expect(!first.isEmpty && !rest.isEmpty)
        #expect(first + rest == whole)
        #expect(Set(whole).count == whole.count)
    }

    @Test func `several tokens go together, and a follow-up's pages are joined`() async throws {
        let lab = try await Self.lab.value
        let file = try CatalogueFile(
            parsing: """
                service: route53
                scope: global
                types:
                  - type: zone
                    list: ListHostedZones
                    items: HostedZones
                    id: Id
                    follow_ups:
                      - {part: All, call: ListResourceRecordSets, with: {HostedZoneId: Id}, take: ResourceRecordSets}
                      - part: Paged
                        call: ListResourceRecordSets
                        with: {HostedZoneId: Id}
                        set: {MaxItems: "1"}
                        take: ResourceRecordSets
                """, file: "test.yaml")
        let resource = try #require(file.resources.first)
        let connection = try AWSSessionTests.connection(lab.text("moto", "endpoint"), "testing", "testing")
        var sizes: [Int] = []
        try await AWSExtractor(
            resource, session: .plain(connection, SessionPolicy(actions: resource.permissions)),
            unit: WorkUnit(type: resource.type, scope: Scope(account: "123456789012", region: Scope.global)),
            redaction: .test
        ).run(CallTally()) { (record) async throws(Never) in
            let all = record.configuration["All"]?.value
            #expect(all == record.configuration["Paged"]?.value)
            sizes.append(all?.array?.count ?? 0)
        }
        #expect(sizes.contains { $0 > 1 })
    }
}
