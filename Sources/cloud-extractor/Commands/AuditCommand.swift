// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Audit
import Posix

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check and read the audit log.",
        subcommands: [AuditVerifyCommand.self, AuditShowCommand.self, AuditProveCommand.self])
}

/// What both commands need.
struct AuditLogOptions: ParsableArguments {
    @Argument(help: "The audit log's directory.")
    var directory: String

    @OptionGroup var key: PublicKeyOption

    func verify(_ visit: ([UInt8]) -> Void = { _ in }) throws(Failure) -> VerifiedLog {
        let verifier = try key.verifier()
        do {
            return try LogVerifier(directory: directory, verifier: verifier).verify(visit)
        } catch {
            throw Failure(error)
        }
    }
}

extension AuditLogOptions {
    /// - Parameter path: of a file with a signed checkpoint.
    fileprivate func follows(_ path: String) throws(Failure) -> Checkpoint {
        let bytes: [UInt8]
        do {
            bytes = try FileDescriptor.contents(of: path)
        } catch {
            throw Failure(error)
        }
        let verifier = try key.verifier()
        do {
            return try LogVerifier(directory: directory, verifier: verifier).follows(bytes)
        } catch {
            throw Failure(error)
        }
    }
}

struct AuditVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every entry against the signed checkpoint, offline.",
        discussion: """
            With --anchor it is held to what was signed before and kept elsewhere, as Vault keeps it: an old copy of the
            directory would hold by itself.

            EXAMPLES
              cloud-extractor audit verify /var/lib/cloud-extractor/audit --public-key audit.vkey
              bao kv get -field=checkpoint secret/cloud-extractor/prod/audit-head > anchor
              cloud-extractor audit verify /var/lib/cloud-extractor/audit --public-key audit.vkey --anchor anchor
            """)

    @OptionGroup var log: AuditLogOptions

    @Option(name: .long, help: "A file with a signed checkpoint that the log must go on from.")
    var anchor: String?

    func run() throws {
        let verified = try log.verify()
        let anchored = try anchor.map { (path) throws(Failure) in try log.follows(path) }
        Console.line(
            "the audit log holds: \(verified.checkpoint.size) entries, signed by \(verified.checkpoint.origin)")
        if let anchored {
            Console.line("it goes on from its anchor, which has \(anchored.size) of them")
        }
        if verified.unsignedEntries > 0 {
            Console.warning("\(verified.unsignedEntries) more entries are not signed for yet; the next run signs them")
        }
    }
}

struct AuditShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Check the log and print its entries, one JSON object per line.",
        discussion: """
            EXAMPLES
              cloud-extractor audit show /var/lib/cloud-extractor/audit --public-key audit.vkey | jq .action
            """)

    @OptionGroup var log: AuditLogOptions

    func run() throws {
        // Nothing is printed of a log that turns out not to hold.
        var entries: [[UInt8]] = []
        _ = try log.verify { entries.append($0) }
        for entry in entries {
            guard try Console.output((entry + [0x0A]).span) else { return }
        }
    }
}
