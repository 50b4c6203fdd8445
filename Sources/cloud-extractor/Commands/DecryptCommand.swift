// SPDX-License-Identifier: Apache-2.0
import AWS
import Agent
import ArgumentParser
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
            """)

    @Argument(help: "The snapshot's directory.")
    var snapshot: String

    @OptionGroup var options: ConfigurationOptions

    private enum Stop: Error {
        /// `head` has seen enough.
        case readerGone
        case interrupted
        case failed(Failure)
    }

    func run() async throws {
        let configuration = try options.load()
        let path = snapshot
        try await interruptible { () async throws(Failure) in
            let verified: VerifiedSnapshot
            do throws(SnapshotError) {
                verified = try SnapshotDirectory(path: path).verified(by: configuration.audit.verifier)
            } catch {
                throw Failure(error)
            }
            try await Self.printRecords(of: verified, configuration)
        }
    }

    private static func printRecords(
        of snapshot: VerifiedSnapshot, _ configuration: AgentConfiguration
    ) async throws(Failure) {
        let reader = KeyRingReader(
            configuration, version: CloudExtractor.version, observer: ProgressLines(isQuiet: true))
        let ring: KeyRing
        do throws(AgentError) {
            ring = try await reader.keyRing(purpose: "decrypt \(snapshot.manifest.snapshot)")
        } catch {
            throw Failure(error)
        }
        try print(snapshot, ring)
    }

    private static func print(_ snapshot: VerifiedSnapshot, _ ring: KeyRing) throws(Failure) {
        do throws(DecryptionError<Stop>) {
            try snapshot.decrypt(with: ring) { (record) throws(Stop) in
                if Task.isCancelled { throw .interrupted }
                try write(record)
            }
        } catch {
            switch error {
            case .snapshot(let error): throw Failure(error)
            case .sink(.failed(let failure)): throw failure
            case .sink(.interrupted): throw Failure(.interrupted, "interrupted")
            case .sink(.readerGone): return
            }
        }
    }

    private static func write(_ record: borrowing Secret) throws(Stop) {
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
