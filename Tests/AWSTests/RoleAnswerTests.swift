// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Posix
import TestSupport
import Testing

@testable import AWS

/// What is not believed of the answers when a session is opened. No real server can be made to give them.
struct RoleAnswerTests {
    private static func assumed(
        _ principal: String = "arn:aws:sts::123456789012:assumed-role/reader/test", lifetime: Int64 = 900
    ) -> Peer.Answer {
        let end = Timestamp(seconds: SystemClock().now().seconds + lifetime)
        return Peer.Answer(
            """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
            <SessionToken>token</SessionToken><Expiration>\(end.rfc3339)</Expiration></Credentials>
            <AssumedRoleUser><Arn>\(principal)</Arn></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>
            """)
    }

    private static func refusal(_ code: String, _ status: Int = 403) -> Peer.Answer {
        Peer.Answer(
            status, "<Response><Errors><Error><Code>\(code)</Code><Message>m</Message></Error></Errors></Response>")
    }

    private func session(_ answers: [Peer.Answer]) async throws -> AWSSession {
        let connection = try AWSSessionTests.connection(
            try await Peer.shared().scripted(answers), "AKIAIOSFODNN7EXAMPLE", "secret", attempts: 1)
        let role = RoleRequest(
            role: try #require(RoleARN("arn:aws:iam::123456789012:role/path/reader")), externalID: nil,
            sessionName: "test", lifetime: .seconds(900))
        return try await connection.openSession(
            role, policy: SessionPolicy(actions: [Permission("ec2:DescribeVpcs")!]), region: "us-east-1",
            log: try TestLog().sessions)
    }

    @Test(arguments: [
        ("arn:aws:sts::999999999999:assumed-role/reader/test", 900, "AnotherRole"),
        ("arn:aws-cn:sts::123456789012:assumed-role/reader/test", 900, "AnotherRole"),
        ("arn:aws:sts::123456789012:assumed-role/administrator/test", 900, "AnotherRole"),
        ("arn:aws:sts::123456789012:federated-user/reader", 900, "MalformedAnswer"),
        ("arn:aws:iam::123456789012:assumed-role/reader/test", 900, "MalformedAnswer"),
        ("arn:aws:sts::123456789012:assumed-role/reader/test", 100, "ExpiresTooSoon"),
        ("arn:aws:sts::123456789012:assumed-role/reader/test", -100, "ExpiresTooSoon"),
    ])
    func `another role, or one without time, is no session`(
        principal: String, lifetime: Int64, code: String
    ) async throws {
        do {
            _ = try await session([Self.assumed(principal, lifetime: lifetime), Self.refusal("UnauthorizedOperation")])
            Issue.record("a session was opened")
        } catch let error as CloudError {
            #expect(error.kind == .malformedAnswer)
            #expect(error.code == code)
        }
    }

    @Test(arguments: [
        (refusal("UnauthorizedOperation"), DenialProof.Result.denied),
        (refusal("AccessDenied"), .denied), (refusal("DryRunOperation", 412), .allowed),
        (refusal("OptInRequired"), .unclear(code: "OptInRequired")),
        (refusal("InvalidVpcRange", 400), .unclear(code: "InvalidVpcRange")),
        (Peer.Answer(403, "<html><body>Forbidden by the proxy</body></html>"), .unclear(code: "HTTP403")),
        (Peer.Answer("<Response></Response>"), .allowed),
    ])
    func `only EC2's own words prove a denial`(answer: Peer.Answer, result: DenialProof.Result) async throws {
        let facts = try await session([Self.assumed(), answer]).facts
        #expect(facts.denials.map(\.action.name) == ["ec2:CreateVpc", "ec2:DescribeRegions"])
        #expect(facts.denials.allSatisfy { $0.result == result }, "\(facts.denials)")
        #expect(facts.accountID == "123456789012")
    }

    private func regions(_ entries: String) async throws -> [RegionStatus] {
        let answer = Peer.Answer(
            "<DescribeRegionsResponse><regionInfo>\(entries)</regionInfo></DescribeRegionsResponse>")
        let connection = try AWSSessionTests.connection(
            try await Peer.shared().scripted([answer]), "AKIAIOSFODNN7EXAMPLE", "secret")
        return try await AWSSession.plain(connection, SessionPolicy(actions: [RegionStatus.permission])).regions(
            from: "us-east-1")
    }

    @Test func `a region that is listed twice is one, and one with two statuses none`() async throws {
        func item(_ status: String) -> String {
            "<item><regionName>us-east-1</regionName><optInStatus>\(status)</optInStatus></item>"
        }
        #expect(try await regions(item("opted-in") + item("opted-in")).map(\.name) == ["us-east-1"])
        await #expect(throws: CloudError.self) { try await regions(item("opted-in") + item("not-opted-in")) }
    }
}
