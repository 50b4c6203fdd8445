// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Foundation
import JSON
import Posix
import TestSupport
import Testing

@testable import AWS

/// Against ministack, whose clock runs ahead of ours: its sessions are over before we would think so.
struct ExpiryTests {
    /// cloud-custodian#9216, steampipe-plugin-aws#1691: sessions of an hour died under long runs.
    @Test func `a session that ends in the middle of a listing is opened anew, and nothing is lost or doubled`()
        async throws
    {
        let lab = try await Lab(["--only", "bao,ministack", "--held-clock"])
        let names = try await lab.addTables(23)
        let resource = try AWSResource.tables(pageSize: 5)
        let clock = HeldWallClock(SystemClock().now().seconds)
        let log = try TestLog()
        let session = try await lab.session(
            try await lab.userConnection(wallClock: clock), resource.permissions.map(\.name), log: log)
        let unit = WorkUnit(type: resource.type, scope: Scope(account: "123456789012", region: "us-east-1"))
        var found: [String] = []
        try await AWSExtractor(resource, session: session, unit: unit, redaction: .test).run(CallTally()) {
            (record) async throws(Never) in
            found.append(record.resourceID)
            // In the middle of the third page. The session had 900 seconds, of which we think 304 are left; signatures
            // may be 900 seconds off.
            if found.count == 12 {
                try! Data("+905s".utf8).write(to: URL(filePath: lab.text("aws", "clock")))
                clock.advance(by: 596)
            }
        }
        #expect(found.sorted() == names.sorted())
        #expect(try log.opened == 2)
    }

    @Test func `a key that was switched off is a matter of credentials, and its secret is not told`() async throws {
        let lab = try await Lab()
        let id = try await lab.secret("aws", "access_key_id")
        try await lab.aws([
            (
                "iam", "update_access_key",
                ["UserName": "cloud-extractor", "AccessKeyId": .string(id), "Status": "Inactive"]
            )
        ])
        do {
            _ = try await lab.session(try await lab.userConnection(), ["ec2:DescribeVpcs"])
            Issue.record("an inactive key was taken")
        } catch let error as CloudError {
            #expect(error.kind == .credentials)
            #expect(error.code == "InvalidClientTokenId")
        }
    }
}
