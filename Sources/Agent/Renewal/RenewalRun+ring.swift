// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Sealing
import Secrets
import Vault

extension RenewalRun {
    /// Gives the ring a new primary key, in one write. What is sealed under the old one stays so until `keys rotate`.
    ///
    /// - Parameter id: what manifests will call the key; the month if nil, or the day where the month's is there.
    /// - Returns: the id.
    package func renewRing(id: String?) async throws(AgentError) -> String {
        try await context.withSecrets { (secrets, _) async throws(AgentError) in
            let name = configuration.keyRing
            let secret = try await secrets.read(name, purpose: "new key")
            let today = wallClock.now().rfc3339
            let candidates = id.map { [$0] } ?? [String(today.prefix(7)), String(today.prefix(10))]
            guard let new = candidates.first(where: { !secret.fieldNames.contains("key_\($0)") }) else {
                throw .renewal(.keyExists(candidates.last ?? ""))
            }
            let key = SharedSecret(FernetKey.random(id: new).base64url())
            var fields = KVFields()
            fields.set("key_\(new)", key)
            fields.set("primary", new)
            try await secrets.replace(fields, of: name, read: secret, detail: ["new_key": .string(new)]) { there in
                (try? there.text("primary")) == new && (try? there.field("key_\(new)")) == key
            }
            return new
        }
    }
}
