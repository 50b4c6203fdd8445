// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Audit
import Sealing
import SecretJSON
import Secrets

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make keys, and seal snapshots anew.",
        subcommands: [KeysGenerateCommand.self, KeysRotateCommand.self])
}

struct KeysGenerateCommand: ParsableCommand {
    enum Kind: String, ExpressibleByArgument, CaseIterable { case fernet, audit }

    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Make a new key and print it as the JSON that Vault takes.",
        discussion: """
            What is printed is secret: send it straight to Vault.

            EXAMPLES
              cloud-extractor keys generate fernet --id 2026-11 | bao kv put secret/cloud-extractor/prod/fernet -
              cloud-extractor keys generate audit --origin example.com/audit/prod \\
                | bao kv put secret/cloud-extractor/prod/audit -
            """)

    @Argument(help: "fernet: seals records. audit: signs the audit log and the manifests.")
    var kind: Kind

    @Option(name: .long, help: "fernet: the name that manifests will call the key by.")
    var id = "k1"

    @Option(name: .long, help: "audit: the log's origin, a URL without its scheme.")
    var origin: String?

    func validate() throws {
        if kind == .audit, origin == nil { throw ValidationError("an audit key needs --origin") }
        for (option, text) in [("--id", id), ("--origin", origin ?? "-")] where !Self.isPlain(text) {
            throw ValidationError("\(option) takes printable ASCII without quotes, backslashes or spaces")
        }
    }

    /// What needs no quoting in JSON.
    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }

    func run() throws {
        let key: SharedSecret
        switch kind {
        case .fernet:
            let ring = SharedSecret(FernetKey.random(id: id).base64url())
            key = .json([("primary", .text(id)), ("key_\(id)", .secret(ring))])
        case .audit:
            let seed = Secret.random(count: SigningKey.seedCount)
            guard let origin, let signer = NoteSigner(name: origin, seed: seed),
                let text = NoteSigner.text(name: origin, seed: seed)
            else {
                throw Failure(
                    .configuration, "the origin is no name of a key",
                    hint: "no spaces, no plus signs: example.com/audit")
            }
            key = .json([("verifier_key", .text(signer.verifier.text)), ("signing_key", .secret(SharedSecret(text)))])
        }
        var line = SecretBuffer(capacity: key.count + 1)
        key.withBytes { line.append($0) }
        line.append("\n")
        _ = try line.secret().withBytes { (bytes) throws(Failure) in try Console.output(bytes) }
    }
}
