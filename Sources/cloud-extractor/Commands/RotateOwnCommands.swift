// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The program's own secrets, beside those of the clouds.
struct RotateRingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ring", abstract: "Give the key ring a new primary key.",
        discussion: """
            From here on snapshots are sealed under it; the old ones stay under theirs until cloud-extractor keys rotate
            seals them anew. Prints the id of the key. Needs the keeper's policy.

            EXAMPLES
              cloud-extractor rotate ring --config config/production.yaml
              cloud-extractor rotate ring --id 2027-01 --config config/production.yaml
            """)

    @Option(name: .long, help: "What manifests call the key; the month if not given.")
    var id: String?

    @OptionGroup var options: RenewalOptions

    func validate() throws {
        guard let id else { return }
        let isPlain = id.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        guard isPlain, (1...64).contains(id.utf8.count) else {
            throw ValidationError("--id takes letters, digits and hyphens")
        }
    }

    func run() async throws {
        let id = id
        let new = try await options.renewed { (run) async throws(AgentError) in try await run.renewRing(id: id) }
        _ = try Console.output("\(new)\n")
    }
}

struct RotateSigningKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signing-key", abstract: "Replace the key that signs the audit log and the manifests.",
        discussion: """
            The first run makes the new key and prints its verifier key; until the overlap is ended both keys sign, and
            whoever has the verifier key of either can check. Give everybody the new one, write it into the configuration
            as audit.verifier_key and the old one under audit.earlier_verifier_keys, then end the overlap.

            EXAMPLES
              cloud-extractor rotate signing-key --config config/production.yaml > audit-2.vkey
              cloud-extractor rotate signing-key --end-overlap --config config/production.yaml
            """)

    @Flag(name: .long, help: "The old key signs nothing any more.")
    var endOverlap = false

    @OptionGroup var options: RenewalOptions

    func run() async throws {
        if endOverlap {
            return try await options.renewed { (run) async throws(AgentError) in try await run.endSigningKeyOverlap() }
        }
        let verifier = try await options.renewed { (run) async throws(AgentError) in
            try await run.beginSigningKeyOverlap()
        }
        _ = try Console.output("\(verifier)\n")
    }
}

struct RotateSecretIDCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret-id", abstract: "Replace the AppRole's secret id that the agent logs in with.",
        discussion: """
            A new one is asked for, tried, and put into vault.auth.secret_id_file in one step; then the old one is ended at
            Vault. A run that finds another one's work goes on with it.

            EXAMPLES
              cloud-extractor rotate secret-id --config config/production.yaml
            """)

    @OptionGroup var options: RenewalOptions

    func run() async throws {
        let role = try await options.renewed { (run) async throws(AgentError) in try await run.renewSecretID() }
        if !options.quiet { Console.line("\(role) has a new secret id, and the old one is ended") }
    }
}
