// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Posix
import TestSupport
import Testing
import Transports

struct S3DestinationTests {
    private func head(_ bench: DeliveryBench, _ file: String) async throws -> JSONValue {
        try #require(
            try await bench.lab?.aws(
                at: "moto",
                [
                    (
                        "s3", "head_object",
                        [
                            "Bucket": .string(bench.bucket), "Key": .string("a/b c/\(DeliveryBench.id)/\(file)"),
                            "ChecksumMode": "ENABLED",
                        ]
                    )
                ]
            ).first)
    }

    @Test func `what is retained cannot be deleted or shortened`() async throws {
        let bench = try await DeliveryBench(.s3, isLocked: true, isLarge: false)
        let until = Timestamp(seconds: SystemClock().now().seconds + 86_400 * 30)
        let destination = try bench.destination(retention: .init(mode: .compliance, days: 30))
        try await bench.deliver(destination, try bench.record(destination))
        for file in bench.snapshot.files {
            let head = try await head(bench, file.path)
            #expect(head["ObjectLockMode"] == "COMPLIANCE", "\(file.path)")
            #expect(head["ObjectLockRetainUntilDate"]?.string?.hasPrefix(until.rfc3339.prefix(10)) == true)
        }
        let version = try await head(bench, "manifest.note")["VersionId"] ?? .null
        // What is there already, and is retained for less than is asked for now, is no evidence.
        let longer = try bench.destination(retention: .init(mode: .compliance, days: 60))
        // Several files are under way at once: which of them is found out first is chance.
        await #expect {
            try await bench.deliver(longer, try bench.record(longer))
        } throws: { error in
            if case .notRetained? = error as? DeliveryError { true } else { false }
        }
        await #expect(throws: Oracle.Failed.self) {
            try await bench.lab?.aws(
                at: "moto",
                [
                    (
                        "s3", "delete_object",
                        [
                            "Bucket": .string(bench.bucket),
                            "Key": .string("a/b c/\(DeliveryBench.id)/manifest.note"), "VersionId": version,
                        ]
                    )
                ])
        }
    }

    /// moto 5.2.5 forgets the lock of what comes in parts. What a server says it has taken is not what it keeps.
    @Test func `a server that forgets the retention is found out`() async throws {
        let bench = try await DeliveryBench(.s3, isLocked: true)
        let destination = try bench.destination(retention: .init(mode: .compliance, days: 1))
        let large = "records/aws/1/global/s3/bucket.fernet"
        await #expect(throws: DeliveryError.notRetained(file: large)) {
            try await bench.deliver(destination, try bench.record(destination))
        }
    }

    @Test func `a bucket that cannot retain is none for evidence`() async throws {
        let bench = try await DeliveryBench(.s3)
        let destination = try bench.destination(retention: .init(mode: .governance, days: 1))
        await #expect {
            try await bench.deliver(destination, try bench.record(destination))
        } throws: { error in
            switch error as? DeliveryError {
            case .notRetained?, .refused(_, 400, _)?: true
            default: false
            }
        }
    }

    @Test func `a large file is in parts, and says what they hash to`() async throws {
        let bench = try await DeliveryBench(.s3)
        let destination = try bench.destination()
        try await bench.deliver(destination, try bench.record(destination))
        let head = try await head(bench, "records/aws/1/global/s3/bucket.fernet")
        #expect(head["ETag"]?.string?.hasSuffix("-3\"") == true, "\(head)")
        #expect(head["ChecksumSHA256"] != nil)
        let uploads = try await bench.lab?.aws(
            at: "moto", [("s3", "list_multipart_uploads", ["Bucket": .string(bench.bucket)])])
        #expect(uploads?.first?["Uploads"] == nil)
    }

    @Test func `a bucket that is not there is named by its code`() async throws {
        let bench = try await DeliveryBench(.s3)
        try await bench.lab?.aws(at: "moto", [("s3", "delete_bucket", ["Bucket": .string(bench.bucket)])])
        let destination = try bench.destination()
        await #expect {
            try await bench.deliver(destination, try bench.record(destination))
        } throws: { error in
            if case .refused(_, 404, "NoSuchBucket")? = error as? DeliveryError { true } else { false }
        }
    }
}
