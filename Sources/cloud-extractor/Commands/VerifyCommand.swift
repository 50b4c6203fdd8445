// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Audit
import Cloud
import Snapshot

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that a snapshot is what was signed, offline.",
        discussion: """
            Needs the public key and nothing else: no cloud, no Vault, no secret. Any change, swap, removal or addition
            of a record or a file makes it fail.

            EXAMPLES
              cloud-extractor verify SNAPSHOT --public-key audit.vkey
            """)

    @Argument(help: "The snapshot's directory.")
    var snapshot: String

    @OptionGroup var key: PublicKeyOption

    func run() throws {
        let verifier = try key.verifier()
        let manifest: Manifest
        do {
            manifest = try SnapshotDirectory(path: snapshot).verified(by: verifier).manifest
        } catch {
            throw Failure(error as SnapshotError)
        }
        Console.line("snapshot \(manifest.snapshot) holds: \(manifest.summary), signed by \(verifier.name)")
        for line in manifest.shortcomings { Console.line(line) }
    }
}
