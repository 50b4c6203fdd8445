// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Audit

struct AuditProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Print the proof that an entry is in the log, for whoever has its public key.",
        discussion: """
            The proof holds the signed checkpoint, and is all that is needed beside the entry (c2sp.org/tlog-proof). It is
            checked before it is printed.

            EXAMPLES
              cloud-extractor audit prove /var/lib/cloud-extractor/audit --index 17 --public-key audit.vkey > 17.tlog-proof
            """)

    @OptionGroup var log: AuditLogOptions

    @Option(name: .long, help: "The entry's place, from 0.")
    var index: UInt64

    func run() throws {
        let verifier = try log.key.verifier()
        let found: (entry: [UInt8], proof: InclusionProof)?
        do {
            found = try LogVerifier(directory: log.directory, verifier: verifier).proof(of: index)
        } catch {
            throw Failure(error)
        }
        guard let found else {
            throw Failure(
                .malformedSnapshot, "the checkpoint signs for no entry \(index)", hint: "audit show lists them")
        }
        _ = try Console.output(found.proof.bytes.span)
    }
}
