// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTP
import JSON
import TestSupport
import Testing
import Transports

struct HTTPDestinationTests {
    @Test func `an answer that is lost costs no record and doubles none`() async throws {
        let bench = try await DeliveryBench(.http)
        try await bench.collector.fail(["status": 503, "times": 2, "after": true])
        try await bench.collector.fail(["status": 502, "times": 1])
        let destination = try bench.destination(attempts: 5)
        try await bench.deliver(destination, try bench.record(destination))
        #expect(try await bench.taken() == bench.expected())
        let requests = try await bench.collector.requests()
        #expect(requests.count { $0["status"] == 200 } == 2)
        #expect(requests.count { $0["status"] == 503 } == 2)
    }

    @Test func `a far side that is down is gone on with where it was`() async throws {
        let bench = try await DeliveryBench(.http)
        let destination = try bench.destination(attempts: 2)
        let record = try bench.record(destination)
        try await bench.collector.fail(["status": 503, "times": 100])
        await #expect(throws: DeliveryError.busy(status: 503)) { try await bench.deliver(destination, record) }
        #expect(record.outstanding == [destination.address])
        let read = try #require(try DeliveryRecord.read(in: bench.source.path, DeliveryBench.id))
        #expect(read.outstanding == record.outstanding)
        for _ in try await bench.collector.requests().count..<100 {
            _ = try? await bench.deliver(destination, read)
            if try await bench.taken().count == bench.snapshot.files.count { break }
        }
        #expect(try await bench.taken() == bench.expected())
    }

    @Test func `who asks for time is given it, and too much of it is a failure`() async throws {
        let bench = try await DeliveryBench(.http)
        try await bench.collector.fail(["status": 429, "headers": ["Retry-After": "1"]])
        let before = ContinuousClock.now
        let destination = try bench.destination(attempts: 2)
        try await bench.deliver(destination, try bench.record(destination))
        #expect(ContinuousClock.now - before >= .seconds(1))
        try await bench.collector.fail(["status": 429, "headers": ["Retry-After": "3600"]])
        await #expect(throws: DeliveryError.busy(status: 429)) {
            try await bench.deliver(destination, try bench.record(destination))
        }
    }

    @Test(arguments: [400, 401, 403, 404, 413, 422, 501])
    func `a refusal is final`(status: Int) async throws {
        let bench = try await DeliveryBench(.http)
        try await bench.collector.fail(["status": JSONValue(status), "times": 1])
        let destination = try bench.destination()
        await #expect {
            try await bench.deliver(destination, try bench.record(destination))
        } throws: { error in
            if case .refused(_, status, nil)? = error as? DeliveryError { true } else { false }
        }
    }

    @Test func `a far side that is not there is unreachable`() async throws {
        let bench = try await DeliveryBench(.http)
        let retry = DeliveryRetry(Backoff(attempts: 2, delay: .milliseconds(1)), clock: ContinuousClock())
        // The port of discard, RFC 863: nobody is there.
        let destination = HTTPDestination(
            try Endpoint("http://127.0.0.1:9"), http: try HTTPClient(), token: nil, batchSize: 10, retry: retry)
        await #expect {
            try await bench.deliver(destination, try bench.record(destination))
        } throws: { error in
            if case .unreachable? = error as? DeliveryError { true } else { false }
        }
    }

    @Test func `a wrong token is refused, and does not stand in the error`() async throws {
        let bench = try await DeliveryBench(.http)
        let destination = try bench.destination(token: "guessed-test-value")
        await #expect {
            try await bench.deliver(destination, try bench.record(destination))
        } throws: { error in
            guard case .refused(_, 401, nil)? = error as? DeliveryError else { return false }
            return !"\(error)".contains("guessed")
        }
        #expect(try await bench.taken().isEmpty)
    }
}
