// SPDX-License-Identifier: Apache-2.0
import Audit
import JSON
import Secrets
import Vault

extension RenewalRun {
    /// Begins the overlap: from here on the audit log and the manifests bear two signatures, and whoever knows one of the
    /// keys can check them. One write.
    ///
    /// - Returns: the new verifier key, which everybody who checks must get before the overlap ends.
    package func beginSigningKeyOverlap() async throws(AgentError) -> String {
        let old = configuration.audit.verifier
        return try await context.withSecrets { (secrets, _) async throws(AgentError) in
            let name = configuration.audit.signingKey
            let secret = try await secrets.read(name, purpose: "new key")
            guard !secret.fieldNames.contains(Self.previous) else { throw .renewal(.overlap) }
            let seed = Secret.random(count: SigningKey.seedCount)
            guard let signer = NoteSigner(name: old.name, seed: seed),
                let text = NoteSigner.text(name: old.name, seed: seed)
            else { throw .defect("a name that was one of a key before") }
            let new = SharedSecret(text)
            var fields = KVFields()
            fields.set("signing_key", new)
            fields.set("verifier_key", signer.verifier.text)
            do throws(VaultError) {
                fields.set(Self.previous, try secret.field("signing_key"))
            } catch {
                throw .vault(error)
            }
            try await secrets.replace(
                fields, of: name, read: secret, detail: ["new_verifier_key": .string(signer.verifier.text)]
            ) { there in (try? there.field("signing_key")) == new }
            // What stands in the log by now is signed by both at the end of this run.
            try await secrets.adoptSigner()
            return signer.verifier.text
        }
    }

    /// Ends the overlap: the old key signs nothing any more.
    ///
    /// - Throws: where this configuration itself still has the old verifier key.
    package func endSigningKeyOverlap() async throws(AgentError) {
        let known = configuration.audit.verifier
        try await context.withSecrets { (secrets, _) async throws(AgentError) in
            let name = configuration.audit.signingKey
            let secret = try await secrets.read(name, purpose: "end of the old key")
            guard secret.fieldNames.contains(Self.previous) else { throw .renewal(.noOverlap) }
            let current = try secrets.signer(Self.current, of: secret)
            guard current.verifier == known else {
                throw .renewal(.verifierIsOld(new: current.verifier.text))
            }
            var fields = KVFields()
            fields.remove(Self.previous)
            try await secrets.replace(
                fields, of: name, read: secret, detail: ["ended": .string(Self.previous)]
            ) { there in !there.fieldNames.contains(Self.previous) }
        }
    }

    private static let current = "signing_key"
    private static let previous = "previous_signing_key"
}
