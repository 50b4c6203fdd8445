// SPDX-License-Identifier: Apache-2.0
import AWS
import Agent
import ArgumentParser
import Posix
import Sealing
import Secrets
import Snapshot

struct DecryptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decrypt", abstract: "Print a snapshot's records, one JSON object per line.",
        discussion: """
            Verifies the snapshot first, then reads the key ring from Vault. The reading of the keys stands in the audit
            log.

            EXAMPLES
              cloud-extractor decrypt SNAPSHOT --config config/production.yaml | jq .metadata.resource_id
              cloud-extractor decrypt SNAPSHOT --config config/production.yaml --type 'aws:iam:*' --type aws:s3:bucket
            """)

    @Argument(help: "The snapshot's directory.")
    var snapshot: String

    @OptionGroup var options: ConfigurationOptions

    @Option(name: .long, help: "Only types that match: 'aws:ec2:*'; may be given several times, as may the others.")
    var type: [String] = []

    @Option(name: .long, help: "Only accounts, subscriptions or projects that match.")
    var account: [String] = []

    @Option(name: .long, help: "Only regions that match.")
    var region: [String] = []

    @Option(name: .long, help: "Only resources whose id matches.")
    var id: [String] = []

    func run() async throws {
        let reader = SnapshotReader(configuration: try options.load())
        let path = snapshot
        let filter = RecordFilter(
            types: type.map { Glob($0) }, accounts: account.map { Glob($0) }, regions: region.map { Glob($0) },
            ids: id.map { Glob($0) })
        try await interruptible { () async throws(Failure) in
            let verified = try reader.verified(path)
            // Who reads no record of a unit must not take it for empty.
            for line in verified.manifest.shortcomings(in: filter) { Console.line(line) }
            let ring = try await reader.keyRing(purpose: "decrypt \(verified.manifest.snapshot)")
            do throws(DecryptionError<ReadingStop>) {
                try verified.decrypt(with: ring, where: filter) { (record) throws(ReadingStop) in
                    if Task.isCancelled { throw .interrupted }
                    try Self.write(record)
                }
            } catch {
                try ReadingStop.end(error)
            }
        }
    }

    private static func write(_ record: borrowing Secret) throws(ReadingStop) {
        let isWritten: Bool
        do throws(Failure) {
            let isRecordWritten = try record.withBytes { (bytes) throws(Failure) in try Console.output(bytes) }
            isWritten = isRecordWritten ? try Console.output("\n") : false
        } catch {
            throw .failed(error)
        }
        if !isWritten { throw .readerGone }
    }
}
