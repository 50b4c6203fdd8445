// SPDX-License-Identifier: Apache-2.0
import Cloud
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Access

/// What the gate tells of the calls that go through it.
struct CallGateTests {
    private final class Ear: Sendable {
        private let heard = Mutex<[CallEvent]>([])

        var events: [CallEvent] { heard.withLock { $0 } }

        func hear(_ event: CallEvent) { heard.withLock { $0.append(event) } }
    }

    private static let lane = CallLane(provider: .aws, account: "123456789012", region: "us-east-1", service: "ec2")

    private static func error(_ kind: CloudError.Kind) -> CloudError {
        CloudError(service: "ec2", operation: "DescribeVpcs", kind, code: "Test")
    }

    @Test func `each answer that asks to slow down is told, and no other`() async throws {
        let ear = Ear()
        let gate = CallGate(ceiling: nil, clock: LeapingClock()) { _, event in ear.hear(event) }
        for failure in [nil, Self.error(.throttled), Self.error(.denied), Self.error(.throttled)] {
            gate.leave(Self.lane, entered: try await gate.enter(Self.lane, "DescribeVpcs"), failure)
        }
        #expect(ear.events == [.throttled, .throttled])
    }

    @Test func `a service that goes down and comes back is told of once each`() async throws {
        let ear = Ear()
        let gate = CallGate(ceiling: nil, clock: LeapingClock()) { lane, event in
            #expect(lane == Self.lane)
            ear.hear(event)
        }
        for _ in 0..<CircuitBreaker.threshold {
            gate.leave(Self.lane, entered: try await gate.enter(Self.lane, "DescribeVpcs"), Self.error(.unavailable))
        }
        #expect(ear.events == [.circuitOpened])
        // The call that tries whether it is back, behind the pause.
        let trying = try await gate.enter(Self.lane, "DescribeVpcs")
        #expect(ear.events == [.circuitOpened])
        gate.leave(Self.lane, entered: trying, nil)
        gate.leave(Self.lane, entered: try await gate.enter(Self.lane, "DescribeVpcs"), nil)
        #expect(ear.events == [.circuitOpened, .circuitClosed])
    }
}
