// SPDX-License-Identifier: Apache-2.0
import Access
import Audit
import Cloud
import Foundation
import HTTP
import JSON
import Posix
import Secrets
import SigV4
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
            http: try HTTPClient(), retry: CallRetry(Backoff(attempts: attempts, delay: .seconds(1))),
            wallClock: wallClock,
            clock: clock)
    }

    /// The error that the work ends with; nil when it ends well.
    private func thrown(_ work: () async throws -> Void) async -> CloudError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? CloudError
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
        let session = try await lab.session(try await lab.userConnection(), ["ec2:DescribeVpcs"])
        let tally = CallTally()
        let vpcs = try await session.call(
            try call("DescribeVpcs", as: "ec2:DescribeVpcs"), region: "us-east-1", input: [:], tally)
        #expect((vpcs["Vpcs"]?.value?.array ?? []).count >= 1)
        #expect(tally.calls == 1)
        let error = try #require(
            await thrown {
                _ = try await session.call(
                    try call("DescribeInstances", as: "ec2:DescribeInstances"), region: "us-east-1", input: [:],
                    tally)
            }, "an undeclared call was sent")
        #expect(error.kind == .undeclared)
        #expect(tally.calls == 1)
    }

    @Test func `AWS itself denies what the session policy does not hold`() async throws {
        let lab = try await Lab.shared()
        let session = try await lab.session(try await lab.userConnection(), ["ec2:DescribeVpcs"])
        let tally = CallTally()
        // A call that lies about its permission gets past our own check and not past the policy.
        let lie = try call("DescribeInstances", as: "ec2:DescribeVpcs")
        let error = try #require(
            await thrown {
                _ = try await session.call(lie, region: "us-east-1", input: [:], tally)
            }, "the session could do more than its policy")
        #expect(error.kind == .denied)
        #expect(error.code == "UnauthorizedOperation")
    }

    @Test func `a clock that is off is a matter of credentials`() async throws {
        let lab = try await Lab.shared()
        let late = HeldWallClock(SystemClock().now().seconds - 7200)
        let connection = try await lab.userConnection(wallClock: late)
        let error = try #require(
            await thrown {
                _ = try await lab.session(connection, ["ec2:DescribeVpcs"])
            }, "a signature of two hours ago was accepted")
        #expect(error.kind == .credentials)
    }

    @Test func `a session knows its account, its end and its principal`() async throws {
        let lab = try await Lab.shared()
        let session = try await lab.session(try await lab.userConnection(), ["ec2:DescribeVpcs"])
        #expect(session.facts.accountID == "123456789012")
        #expect(session.facts.principal == "arn:aws:sts::123456789012:assumed-role/cloud-extractor-read/test")
        let expiration = try #require(session.expiration)
        #expect(abs(expiration.seconds - SystemClock().now().seconds - 900) < 30)
    }

    @Test func `what a session does not hold is tried when it is opened, and denied`() async throws {
        let lab = try await Lab.shared()
        let narrow = try await lab.session(try await lab.userConnection(), ["ec2:DescribeVpcs"])
        func proof(_ action: String, _ result: DenialProof.Result) -> DenialProof {
            DenialProof(action: Permission(action)!, result: result)
        }
        #expect(narrow.facts.denials == [proof("ec2:CreateVpc", .denied), proof("ec2:DescribeRegions", .denied)])
        // What it holds is no proof.
        let survey = try await lab.session(try await lab.userConnection(), ["ec2:DescribeRegions"])
        #expect(survey.facts.denials == [proof("ec2:CreateVpc", .denied)])
    }

    @Test func `a regional session is bound to its regions`() async throws {
        let lab = try await Lab.shared()
        let session = try await lab.session(
            try await lab.userConnection(), ["ec2:DescribeVpcs"], regions: ["us-east-1"])
        let call = try call("DescribeVpcs", as: "ec2:DescribeVpcs")
        _ = try await session.call(call, region: "us-east-1", input: [:], CallTally())
        let error = await thrown {
            _ = try await session.call(call, region: "us-west-2", input: [:], CallTally())
        }
        #expect(error?.kind == .denied)
    }

    @Test func `a session opens itself anew before its end, once for all that wait`() async throws {
        let lab = try await Lab.shared()
        let log = try TestLog()
        let clock = HeldWallClock(SystemClock().now().seconds)
        let connection = try await lab.userConnection(wallClock: clock)
        let session = try await lab.session(connection, ["ec2:DescribeVpcs"], log: log)
        let call = try call("DescribeVpcs", as: "ec2:DescribeVpcs")
        func ask() async throws -> CanonicalJSON {
            try await session.call(call, region: "us-east-1", input: [:], CallTally())
        }
        let before = try await ask()
        let first = session.expiration
        #expect(try log.opened == 1)
        // 900 seconds less the margin; a signature may be five minutes off for ministack's EC2.
        clock.advance(by: 280)
        _ = try await ask()
        #expect(try log.opened == 1)
        try await withThrowingTaskGroup(of: CanonicalJSON.self) { group in
            let late = AWSSession(
                AWSConnection.Opened(connection: connection, facts: session.facts, expiration: clock.now()),
                policy: session.policy, wallClock: clock
            ) { () async throws(CloudError) in
                try await connection.open(lab.role, session.policy, "us-east-1", log.sessions)
            }
            for _ in 0..<8 {
                group.addTask { try await late.call(call, region: "us-east-1", input: [:], CallTally()) }
            }
            for try await answer in group { #expect(answer == before) }
        }
        #expect(try log.opened == 2)
        #expect(first != nil)
    }

    @Test func `a policy beyond the limit of STS is not sent`() async throws {
        let connection = try Self.connection("http://127.0.0.1:9", "AKIA", "secret")
        let lab = try await Lab.shared()
        let actions = (0..<100).map { "ec2:DescribeSomethingNumber\($0)" }
        let error = try #require(
            await thrown {
                _ = try await lab.session(connection, actions)
            }, "too large a policy was sent")
        #expect(error.code == "SessionPolicyTooLarge")
    }

    @Test func `throttling is waited out, with a pause that grows and is bounded`() async throws {
        let clock = LeapingClock()
        let connection = try Self.connection(
            "\(try await Peer.shared().address)/throttle/\(UUID().uuidString)", "AKIA", "secret", clock: clock)
        let tally = CallTally()
        let response = try await connection.send(
            try call("DescribeVpcs", as: "ec2:DescribeVpcs"), account: "123456789012", region: "us-east-1", input: [:],
            tally)
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
                    try call("DescribeVpcs", as: "ec2:DescribeVpcs"), account: "123456789012", region: "us-east-1",
                    input: [:], tally)
            }, "two attempts were answered")
        #expect(error.kind == .throttled)
        #expect(error.code == "RequestLimitExceeded")
        #expect(error.requestID == "req-1")
        #expect(tally.calls == 2)
    }
}
