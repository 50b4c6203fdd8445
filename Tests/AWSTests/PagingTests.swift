// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Foundation
import HTTP
import JSON
import Secrets
import TestSupport
import Testing

@testable import AWS

/// Against moto, which pages instances as AWS does.
struct PagingTests {
    /// Extracts VPCs from an endpoint.
    private func extractVPCs(_ endpoint: String) async throws -> (error: CloudError?, records: Int, calls: Int) {
        let resources = try AWSCatalogue.embedded.resources(ofService: "ec2") ?? []
        let resource = try #require(resources.first { $0.type.name == "vpc" })
        let session = AWSSession.plain(
            try AWSSessionTests.connection(endpoint, "AKIAIOSFODNN7EXAMPLE", "secret"),
            SessionPolicy(actions: resource.permissions))
        let unit = WorkUnit(type: resource.type, scope: Scope(account: "123456789012", region: "us-east-1"))
        let tally = CallTally()
        var records = 0
        do {
            try await AWSExtractor(resource, session: session, unit: unit, redaction: .test).run(tally) {
                (_) async throws(Never) in
                records += 1
            }
            return (nil, records, tally.calls)
        } catch {
            // A pattern in the catch itself, over `Never`, makes the compiler of Swift 6.3 crash.
            guard case .cloud(let cause) = error else { throw error }
            return (cause, records, tally.calls)
        }
    }

    @Test(arguments: [("empty", "MalformedAnswer"), ("page", "MalformedAnswer"), ("listless", "AnswerWithoutList")])
    func `what a proxy answers with status 200 is no empty list`(kind: String, code: String) async throws {
        let found = try await extractVPCs("\(try await Peer.shared().address)/answers/\(kind)")
        #expect(found.error?.code == code)
        #expect(found.error?.kind == .malformedAnswer)
    }

    @Test func `page tokens that go round end the listing`() async throws {
        let found = try await extractVPCs("\(try await Peer.shared().address)/answers/round/\(UUID().uuidString)")
        #expect(found.error?.code == "RepeatedPageToken")
        #expect(found.calls == 3)
    }

    @Test func `pages are followed to the last, and every resource comes once`() async throws {
        let lab = try await Lab(["--only", "bao,moto"])
        let connection = try AWSSessionTests.connection(lab.text("moto", "endpoint"), "testing", "testing")
        let file = try CatalogueFile(
            parsing: """
                service: ec2
                scope: region
                types:
                  - {type: instance, list: DescribeInstances, items: Reservations.Instances, page_size: 7, id: InstanceId}
                """, file: "test.yaml")
        let resource = try #require(file.resources.first)
        let session = AWSSession.plain(
            connection, SessionPolicy(actions: resource.permissions))
        let unit = WorkUnit(type: resource.type, scope: Scope(account: "123456789012", region: "us-east-1"))
        let tally = CallTally()
        var ids: [String] = []
        try await AWSExtractor(resource, session: session, unit: unit, redaction: .test).run(tally) {
            (record) async throws(Never) in
            ids.append(record.resourceID)
        }
        let answer = try await Oracle.ask(
            "boto3_answer",
            question: [
                "endpoint": .string(lab.text("moto", "endpoint")), "access_key_id": "testing",
                "secret_access_key": "testing", "types": ["aws:ec2:instance"], "region": "us-east-1",
                "catalogue": .string("\(Repository.root)/Sources/CAWSCatalogue/types"), "account": "123456789012",
            ])
        let expected = try #require(answer["aws:ec2:instance"]?.object).members.map(\.name)
        #expect(expected.count >= 25)
        #expect(ids.sorted() == expected.sorted())
        #expect(tally.calls == (expected.count + 6) / 7)
    }

    private func page(_ token: Int) -> CanonicalJSON {
        CanonicalJSON(["Vpcs": [], "NextToken": .string(String(token))])
    }

    private func failure(of pages: inout AWSPages, _ answers: some Sequence<CanonicalJSON>) -> String? {
        do throws(CloudError) {
            for answer in answers { try pages.advance(by: answer) }
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `a list without an end is given up, and so is one that is too large to be held`() throws {
        let call = try AWSCatalogue.call("ec2", "DescribeVpcs")
        var pages = AWSPages(call)
        #expect(failure(of: &pages, (1..<AWSPages.maximumCount).lazy.map(page)) == nil)
        #expect(failure(of: &pages, [page(AWSPages.maximumCount)]) == "TooManyPages")
        var gathered = AWSPages(call, maximumBytes: 60)
        #expect(failure(of: &gathered, [page(1), page(2), page(3)]) == "TooLarge")
        var small = AWSPages(call, maximumBytes: 60)
        #expect(failure(of: &small, [page(1)]) == nil)
    }
}
