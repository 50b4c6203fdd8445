// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import Foundation
import HTTP
import JSON
import Posix
import Secrets
import TestSupport
import Testing

@testable import AWS

/// Against ministack, which checks signatures, policies and clocks.
struct AWSSessionTests {
    static func connection(
        _ endpoint: String, _ id: String, _ secret: String, attempts: Int = 3,
        wallClock: any WallClock = SystemClock(), clock: any Clock<Duration> = LeapingClock()
    ) throws -> AWSConnection {
        AWSConnection(
            endpoints: try AWSEndpoints(partition: .aws, override: endpoint),
            credentials: AWSCredentials(
                accessKeyID: id, secretAccessKey: SharedSecret(Secret(copying: Array(secret.utf8).span))),
            http: try HTTPClient(), retry: AWSRetry(attempts: attempts, delay: .seconds(1)), wallClock: wallClock,
            clock: clock)
    }

    private func userConnection(_ lab: Lab, wallClock: any WallClock = SystemClock()) async throws -> AWSConnection {
        try Self.connection(
            lab.text("aws", "endpoint"), try await lab.secret("aws", "access_key_id"),
            try await lab.secret("aws", "secret_access_key"), wallClock: wallClock)
    }

    private func open(_ lab: Lab, _ connection: AWSConnection, _ actions: [String]) async throws -> AWSSession {
        let announcements = try Announcements()
        let role = RoleRequest(
            roleARN: lab.text("aws", "role_arn"), externalID: lab.text("aws", "external_id"), sessionName: "test",
            lifetime: .seconds(900))
        return try await connection.assumeRole(
            role, policy: SessionPolicy(actions: actions.compactMap { Permission($0) }), region: "us-east-1",
            try announcements.sessionOpen(role.roleARN))
    }

    /// The error that the work ends with; nil when it ends well.
    private func thrown(_ work: () async throws -> Void) async -> AWSError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? AWSError
        }
    }

    private func call(_ operation: String, as permission: String) throws -> AWSCall {
        let model = try #require(try ServiceModel.embedded("ec2"))
        return AWSCall(
            model: model, operation: try #require(model.operations[operation]),
            permission: try #require(Permission(permission)))
    }

    @Test func `a session does what its policy holds, and nothing else reaches the network`() async throws {
        let lab = try await Lab.shared()
        let session = try await open(lab, try await userConnection(lab), ["ec2:DescribeVpcs"])
        let tally = CallTally()
        let vpcs = try await session.call(
            try call("DescribeVpcs", as: "ec2:DescribeVpcs"), region: "us-east-1", input: [:], .test, tally)
        #expect((vpcs["Vpcs"]?.value?.array ?? []).count >= 1)
        #expect(tally.calls == 1)
        let error = try #require(
            await thrown {
                _ = try await session.call(
                    try call("DescribeInstances", as: "ec2:DescribeInstances"), region: "us-east-1", input: [:], .test,
                    tally)
            }, "an undeclared call was sent")
        #expect(error.kind == .undeclared)
        #expect(tally.calls == 1)
    }

    @Test func `AWS itself denies what the session policy does not hold`() async throws {
        let lab = try await Lab.shared()
        let session = try await open(lab, try await userConnection(lab), ["ec2:DescribeVpcs"])
        let tally = CallTally()
        // A call that lies about its permission gets past our own check and not past the policy.
        let lie = try call("DescribeInstances", as: "ec2:DescribeVpcs")
        let error = try #require(
            await thrown {
                _ = try await session.call(lie, region: "us-east-1", input: [:], .test, tally)
            }, "the session could do more than its policy")
        #expect(error.kind == .denied)
        #expect(error.code == "UnauthorizedOperation")
    }

    @Test func `a clock that is off is a matter of credentials`() async throws {
        let lab = try await Lab.shared()
        let late = HeldWallClock(SystemClock().now().seconds - 7200)
        let connection = try await userConnection(lab, wallClock: late)
        let error = try #require(
            await thrown {
                _ = try await open(lab, connection, ["ec2:DescribeVpcs"])
            }, "a signature of two hours ago was accepted")
        #expect(error.kind == .credentials)
    }

    @Test func `a session knows its account, its end and its principal`() async throws {
        let lab = try await Lab.shared()
        let session = try await open(lab, try await userConnection(lab), ["ec2:DescribeVpcs"])
        #expect(session.accountID == "123456789012")
        #expect(session.principal == "arn:aws:sts::123456789012:assumed-role/cloud-extractor-read/test")
        let expiration = try #require(session.expiration)
        #expect(abs(expiration.seconds - SystemClock().now().seconds - 900) < 30)
    }

    @Test func `a policy beyond the limit of STS is not sent`() async throws {
        let connection = try Self.connection("http://127.0.0.1:9", "AKIA", "secret")
        let lab = try await Lab.shared()
        let actions = (0..<100).map { "ec2:DescribeSomethingNumber\($0)" }
        let error = try #require(
            await thrown {
                _ = try await open(lab, connection, actions)
            }, "too large a policy was sent")
        #expect(error.code == "SessionPolicyTooLarge")
    }

    @Test func `throttling is waited out, with a pause that grows and is bounded`() async throws {
        let clock = LeapingClock()
        let connection = try Self.connection(
            "\(try await Peer.shared().address)/throttle/\(UUID().uuidString)", "AKIA", "secret", clock: clock)
        let tally = CallTally()
        let response = try await connection.send(
            try call("DescribeVpcs", as: "ec2:DescribeVpcs"), region: "us-east-1", input: [:], tally)
        #expect(response.status == 200)
        #expect(tally.calls == 3)
        #expect(tally.retries == 2)
        #expect(clock.slept.count == 2)
        #expect(clock.slept[0] <= .seconds(1))
        #expect(clock.slept[1] <= .seconds(2))
    }

    @Test func `throttling beyond the attempts is said to be throttling`() async throws {
        let connection = try Self.connection(
            "\(try await Peer.shared().address)/throttle/\(UUID().uuidString)", "AKIA", "secret", attempts: 2)
        let tally = CallTally()
        let error = try #require(
            await thrown {
                _ = try await connection.send(
                    try call("DescribeVpcs", as: "ec2:DescribeVpcs"), region: "us-east-1", input: [:], tally)
            }, "two attempts were answered")
        #expect(error.kind == .throttled)
        #expect(error.code == "RequestLimitExceeded")
        #expect(error.requestID == "req-1")
        #expect(tally.calls == 2)
    }
}
