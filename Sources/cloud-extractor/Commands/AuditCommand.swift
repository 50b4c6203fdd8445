// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Audit

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

struct AuditVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every entry against the signed checkpoint, offline.",
        discussion: """
            EXAMPLES
              cloud-extractor audit verify /var/lib/cloud-extractor/audit --public-key audit.vkey
            """)

    @OptionGroup var log: AuditLogOptions

    func run() throws {
        let verified = try log.verify()
        Console.line(
            "the audit log holds: \(verified.checkpoint.size) entries, signed by \(verified.checkpoint.origin)")
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
