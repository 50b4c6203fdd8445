// SPDX-License-Identifier: Apache-2.0
import Audit
import Foundation
import HTTP
import JSON
import Posix
import Secrets
import SigV4
import TestSupport
import Transports

/// A closed snapshot, and a place of each kind to take it to.
struct DeliveryBench {
    enum Kind: CaseIterable {
        case http, s3
    }

    static let id = "01ARYZ6S41TSV4RRFFQ69G5FAV"

    let kind: Kind
    let source: TemporaryDirectory
    let snapshot: ClosedSnapshot
    let log: AuditLog
    let collector: Collector
    let lab: Lab?
    let bucket: String
    private let keep: TestLog

    /// - Parameters:
    ///   - isLocked: whether the bucket can retain objects.
    ///   - isLarge: whether one of the files is too large for one request.
    init(_ kind: Kind, isLocked: Bool = false, isLarge: Bool = true) async throws {
        self.kind = kind
        keep = try TestLog()
        log = keep.log
        let source = try TemporaryDirectory()
        self.source = source
        var files: [ClosedSnapshot.File] = []
        func write(_ path: String, _ lines: [String]) throws {
            try Directory.createWithParents(Directory.parent(of: "\(source.path)/\(Self.id)/\(path)"))
            try source.write("\(Self.id)/\(path)", lines.map { $0 + "\n" }.joined())
            files.append(ClosedSnapshot.File(path: path, records: lines.count))
        }
        try write("records/aws/1/us-east-1/ec2/instance.fernet", (0..<250).map { "token-\($0)" })
        try write("records/aws/1/us-east-1/ec2/vpc.fernet", [])
        try write("records/gcp/a b+ü/global/iam/role.fernet", ["one"])
        if isLarge {
            // Three parts, the last of them small.
            let lines = (0..<17).map { String(repeating: "\($0 % 10)", count: 1 << 20) }
            try write("records/aws/1/global/s3/bucket.fernet", lines)
        }
        try source.write("\(Self.id)/manifest.json", "{}\n")
        try source.write("\(Self.id)/manifest.note", "note\n")
        snapshot = ClosedSnapshot(
            id: Self.id, directory: "\(source.path)/\(Self.id)", closedAt: SystemClock().now(), records: files)
        collector = try await Collector(token: "collect-me")
        bucket = "evidence-\(UInt32.random(in: 0...(.max)))"
        guard kind == .s3 else {
            lab = nil
            return
        }
        lab = try await Lab(["--only", "moto"])
        try await lab?.aws(
            at: "moto",
            [("s3", "create_bucket", ["Bucket": .string(bucket), "ObjectLockEnabledForBucket": .bool(isLocked)])])
    }

    func destination(
        attempts: Int = 3, token: String = "collect-me", retention: S3Destination.Retention? = nil
    ) throws -> any Destination {
        let retry = DeliveryRetry(Backoff(attempts: attempts, delay: .milliseconds(1)), clock: ContinuousClock())
        let http = try HTTPClient()
        guard kind == .s3 else {
            return HTTPDestination(
                try Endpoint("\(collector.address)/v1"), http: http, token: .test("Bearer \(token)"), batchSize: 100,
                retry: retry)
        }
        return S3Destination(
            .init(name: bucket, prefix: "a/b c", region: "us-east-1", retention: retention),
            at: try Endpoint(lab?.text("moto", "endpoint") ?? ""),
            credentials: AWSCredentials(accessKeyID: "testing", secretAccessKey: .test("testing")), http: http,
            retry: retry, wallClock: SystemClock())
    }

    /// The record of what is outstanding, as of before any delivery.
    func record(_ destination: any Destination) throws -> DeliveryRecord {
        try DeliveryRecord.create(in: source.path, Self.id, keeps: true, addresses: [destination.address])
    }

    func deliver(_ destination: any Destination, _ record: DeliveryRecord) async throws {
        let receipt = try log.authorize(
            SnapshotDelivery.self, target: Courier.target(Self.id, destination.address))
        try await Courier(snapshot, record).deliver(to: destination, receipt)
    }

    /// What the far side has, by path.
    func taken() async throws -> [String: Data] {
        guard let lab else {
            var files: [String: Data] = [:]
            let root = "\(collector.directory.path)/\(Self.id)"
            for name in FileManager.default.enumerator(atPath: root)?.compactMap({ $0 as? String }) ?? [] {
                guard Directory.kind(of: "\(root)/\(name)") == .file else { continue }
                files[name] = try Data(contentsOf: URL(filePath: "\(root)/\(name)"))
            }
            return files
        }
        let command = try await Command.run(
            Repository.python,
            [
                "\(Repository.root)/scripts/oracle/bucket.py", lab.text("moto", "endpoint"), bucket,
                collector.directory.path,
            ])
        guard command.status == 0 else { throw Oracle.Failed(description: command.errorText) }
        var files: [String: Data] = [:]
        for line in command.outputText.split(separator: "\n") {
            let key = String(line)
            guard key.hasPrefix("a/b c/\(Self.id)/") else { throw Oracle.Failed(description: key) }
            files[String(key.dropFirst("a/b c/\(Self.id)/".count))] = try Data(
                contentsOf: URL(filePath: "\(collector.directory.path)/\(key)"))
        }
        return files
    }

    /// What it should have.
    func expected() throws -> [String: Data] {
        try Dictionary(
            uniqueKeysWithValues: snapshot.files.map {
                ($0.path, try Data(contentsOf: URL(filePath: "\(snapshot.directory)/\($0.path)")))
            })
    }
}
