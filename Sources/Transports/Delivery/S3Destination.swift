// SPDX-License-Identifier: Apache-2.0
import Ciphers
package import HTTP
package import Posix
import Secrets
package import SigV4

/// Puts a snapshot into a bucket, an object for each file, each written once and never over another,
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html.
///
/// Every object carries its SHA-256, which S3 checks before it takes it, and, where asked for, a retention that nobody
/// can shorten, https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html.
package struct S3Destination: Destination {
    /// How long objects can be neither deleted nor overwritten, from their delivery on.
    package struct Retention: Sendable, Equatable {
        package enum Mode: String, Sendable, CaseIterable {
            /// Those with a special permission may end it.
            case governance = "GOVERNANCE"
            /// Nobody may, the account's root user included.
            case compliance = "COMPLIANCE"
        }

        package let mode: Mode
        package let days: Int

        package init(mode: Mode, days: Int) {
            self.mode = mode
            self.days = days
        }

        func end(from start: Timestamp) -> Timestamp { Timestamp(seconds: start.seconds + Int64(days) * 86_400) }
    }

    package struct Bucket: Sendable, Equatable {
        package let name: String
        /// Before every object's name; empty, or without slashes at its ends.
        package let prefix: String
        package let region: String
        package let retention: Retention?

        package var address: String { "s3://\(name)" + (prefix.isEmpty ? "" : "/\(prefix)") }

        package init(name: String, prefix: String, region: String, retention: Retention? = nil) {
            self.name = name
            self.prefix = prefix
            self.region = region
            self.retention = retention
        }
    }

    /// Files beyond it are uploaded in parts of that size: no fewer than 5 MiB, no more than 10,000 parts.
    static let partSize = 8 * 1024 * 1024

    let bucket: Bucket
    private let endpoint: Endpoint
    private let signer: Signer
    private let http: HTTPClient
    private let retry: DeliveryRetry
    private let wallClock: any WallClock

    package var address: String { bucket.address }

    package init(
        _ bucket: Bucket, at endpoint: Endpoint, credentials: AWSCredentials, http: HTTPClient, retry: DeliveryRetry,
        wallClock: any WallClock
    ) {
        self.bucket = bucket
        self.endpoint = endpoint
        signer = Signer(credentials: credentials, region: bucket.region, service: "s3")
        self.http = http
        self.retry = retry
        self.wallClock = wallClock
    }

    package func take(_ file: ClosedSnapshot.File, of snapshot: ClosedSnapshot) async throws(DeliveryError) {
        let path = snapshot.path(of: file)
        var parts = try FileParts(of: path, size: Self.partSize)
        let first = try parts.next() ?? []
        let checksum: String
        if parts.isAtEnd {
            checksum = Base64.standard.string(SHA256.hash(first))
            try await put(first, checksum, file, snapshot)
        } else {
            checksum = try Self.checksum(ofParts: try FileParts(of: path, size: Self.partSize))
            // So much is not sent to be told that it is there.
            if try await !isThere(file, snapshot) { try await upload(first, parts, file, snapshot) }
        }
        // What is there is what was sent, now or on an earlier day, and stays.
        try await check(file, snapshot, checksum)
    }

    private func isThere(_ file: ClosedSnapshot.File, _ snapshot: ClosedSnapshot) async throws(DeliveryError) -> Bool {
        try await send("HEAD", file, snapshot).status == 200
    }

    private func put(
        _ bytes: [UInt8], _ checksum: String, _ file: ClosedSnapshot.File, _ snapshot: ClosedSnapshot
    ) async throws(DeliveryError) {
        let headers =
            [
                ("x-amz-sdk-checksum-algorithm", "SHA256"), ("x-amz-checksum-sha256", checksum), ("if-none-match", "*"),
                Self.contentType(of: file),
            ] + lockHeaders
        let response = try await send("PUT", file, snapshot, headers: headers, body: bytes)
        // It is there already: by this program, or not.
        guard response.status != 412 else { return }
        try Self.expectSuccess(response, file)
    }

    /// The object as it is now.
    private func check(
        _ file: ClosedSnapshot.File, _ snapshot: ClosedSnapshot, _ checksum: String
    ) async throws(DeliveryError) {
        let response = try await send("HEAD", file, snapshot, headers: [("x-amz-checksum-mode", "ENABLED")])
        try Self.expectSuccess(response, file)
        // Not every server says of how many parts it is.
        let whole = checksum.split(separator: "-").first.map(String.init)
        guard let found = response.headers["x-amz-checksum-sha256"], found == checksum || found == whole else {
            throw .occupied(file: file.path)
        }
        guard let retention = bucket.retention else { return }
        guard let mode = response.headers["x-amz-object-lock-mode"].flatMap({ Retention.Mode(rawValue: $0) }),
            let until = response.headers["x-amz-object-lock-retain-until-date"].flatMap({ Timestamp(rfc3339: $0) }),
            // Sent now or on an earlier day, but not before there was anything to retain.
            mode == retention.mode || mode == .compliance, until >= retention.end(from: snapshot.closedAt)
        else { throw .notRetained(file: file.path) }
    }

    var lockHeaders: [(String, String)] {
        guard let retention = bucket.retention else { return [] }
        return [
            ("x-amz-object-lock-mode", retention.mode.rawValue),
            ("x-amz-object-lock-retain-until-date", retention.end(from: wallClock.now()).rfc3339),
        ]
    }

    static func contentType(of file: ClosedSnapshot.File) -> (String, String) {
        let type = file.path == "manifest.json" ? "application/json" : "text/plain"
        return ("content-type", file.records == nil ? type : ClosedSnapshot.File.tokens)
    }

    func send(
        _ method: String, _ file: ClosedSnapshot.File, _ snapshot: ClosedSnapshot,
        query: [(String, String)] = [], headers: [(String, String)] = [], body: [UInt8] = []
    ) async throws(DeliveryError) -> HTTPResponse {
        let folder = bucket.prefix.isEmpty ? "" : "/\(bucket.prefix)"
        let key = "/\(bucket.name)\(folder)/\(snapshot.id)/\(file.path)"
        let wire = WireRequest(
            method: method, path: PercentEncoding.path(key),
            query: query.map { .init(name: $0.0, value: PercentEncoding.component($0.1)) },
            headers: headers.map { .init(name: $0.0, value: $0.1) }, body: body)
        return try await retry.send(http) { () throws(HTTPError) in
            try signer.sign(wire, to: endpoint, at: wallClock.now())
        }
    }

    static func expectSuccess(_ response: HTTPResponse, _ file: ClosedSnapshot.File) throws(DeliveryError) {
        guard (200..<300).contains(response.status) else {
            throw .refused(file: file.path, status: response.status, code: S3Answer(response.body).code)
        }
    }
}
