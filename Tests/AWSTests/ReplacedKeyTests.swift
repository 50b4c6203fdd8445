// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Foundation
import JSON
import Posix
import Secrets
import SigV4
import Synchronization
import TestSupport
import Testing

@testable import AWS

/// The access key is replaced while a session lasts that was opened with it, against ministack with its clock in our hand.
struct ReplacedKeyTests {
    /// What Vault would have.
    private final class Held: Sendable {
        private let credentials: Mutex<AWSCredentials>

        init(_ credentials: AWSCredentials) { self.credentials = Mutex(credentials) }

        var current: AWSCredentials {
            get { credentials.withLock { $0 } }
            set { credentials.withLock { $0 = newValue } }
        }
    }

    @Test func `a session that ends in the middle of a listing is opened anew with the key that is good by then`()
        async throws
    {
        let lab = try await Lab(["--only", "bao,ministack", "--held-clock"])
        let names = try await lab.addTables(7)
        let resource = try AWSResource.tables(pageSize: 2)
        let old = try await lab.secret("aws", "access_key_id")
        let held = Held(try await lab.credentials())
        let clock = HeldWallClock(SystemClock().now().seconds)
        let log = try TestLog()
        let session = try await lab.session(
            try await lab.userConnection(wallClock: clock), resource.permissions.map(\.name), log: log
        ) { (open) async throws(CloudError) in try await open(held.current) }

        let made = try await lab.aws([("iam", "create_access_key", ["UserName": "cloud-extractor"])])
        let key = try #require(made.first?["AccessKey"])
        try await lab.aws([
            ("iam", "delete_access_key", ["UserName": "cloud-extractor", "AccessKeyId": .string(old)])
        ])
        held.current = AWSCredentials(
            accessKeyID: key["AccessKeyId"]?.string ?? "",
            secretAccessKey: SharedSecret(text: key["SecretAccessKey"]?.string ?? ""))
        let unit = WorkUnit(type: resource.type, scope: Scope(account: "123456789012", region: "us-east-1"))
        var found: [String] = []
        try await AWSExtractor(resource, session: session, unit: unit, redaction: .test).run(CallTally()) {
            (record) async throws(Never) in
            found.append(record.resourceID)
            guard found.count == 3 else { return }
            // Of the session's 900 seconds we think 304 are left; ministack thinks none.
            try! Data("+905s".utf8).write(to: URL(filePath: lab.text("aws", "clock")))
            clock.advance(by: 596)
        }
        #expect(found.sorted() == names)
        #expect(try log.opened == 2)
    }
}

extension Lab {
    fileprivate func credentials() async throws -> AWSCredentials {
        AWSCredentials(
            accessKeyID: try await secret("aws", "access_key_id"),
            secretAccessKey: SharedSecret(text: try await secret("aws", "secret_access_key")))
    }
}
