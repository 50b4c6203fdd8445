// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import TestSupport
import Testing
import Transports

/// What every destination promises, on a real collector and a real S3.
struct DestinationConformance {
    @Test(arguments: DeliveryBench.Kind.allCases)
    func `everything arrives byte by byte, and the note last`(kind: DeliveryBench.Kind) async throws {
        let bench = try await DeliveryBench(kind)
        let destination = try bench.destination()
        let record = try bench.record(destination)
        #expect(record.outstanding == [destination.address])
        try await bench.deliver(destination, record)
        #expect(try await bench.taken() == bench.expected())
        #expect(record.outstanding.isEmpty)
        if kind == .http {
            let requests = try await bench.collector.requests()
            #expect(requests.last?["Cloud-Extractor-File"] == "manifest.note")
            #expect(requests.allSatisfy { $0["status"] == 201 })
            #expect(
                requests.filter { $0["Cloud-Extractor-File"]?.string?.hasSuffix("instance.fernet") == true }.map {
                    $0["Cloud-Extractor-Records"]
                } == ["0-99/250", "100-199/250", "200-249/250"])
        }
    }

    @Test(arguments: DeliveryBench.Kind.allCases)
    func `a second time changes nothing`(kind: DeliveryBench.Kind) async throws {
        let bench = try await DeliveryBench(kind)
        let destination = try bench.destination()
        try await bench.deliver(destination, try bench.record(destination))
        // From the start, as after a crash that has forgotten how far it had got.
        try await bench.deliver(destination, try bench.record(destination))
        #expect(try await bench.taken() == bench.expected())
    }

    @Test(arguments: DeliveryBench.Kind.allCases)
    func `what was changed here since is not taken for what is there`(kind: DeliveryBench.Kind) async throws {
        let bench = try await DeliveryBench(kind)
        let destination = try bench.destination()
        try await bench.deliver(destination, try bench.record(destination))
        let before = try await bench.taken()
        try bench.source.write("\(DeliveryBench.id)/records/gcp/a b+ü/global/iam/role.fernet", "two\n")
        await #expect(throws: DeliveryError.self) {
            try await bench.deliver(destination, try bench.record(destination))
        }
        #expect(try await bench.taken() == before)
    }

    @Test(arguments: DeliveryBench.Kind.allCases)
    func `a file that is not there stops it before the manifest`(kind: DeliveryBench.Kind) async throws {
        let bench = try await DeliveryBench(kind)
        let destination = try bench.destination()
        let record = try bench.record(destination)
        try DurableFile.remove("\(bench.snapshot.directory)/records/aws/1/us-east-1/ec2/vpc.fernet")
        await #expect {
            try await bench.deliver(destination, record)
        } throws: { error in
            if case .storage(let error)? = error as? DeliveryError { error.isMissing } else { false }
        }
        #expect(record.outstanding == [destination.address])
        #expect(try await bench.taken()["manifest.json"] == nil)
    }
}
