// SPDX-License-Identifier: Apache-2.0
package import HTTP
import Posix

/// Which Vault, and whom to trust on the way there.
///
/// The environment wins over the configuration, as with every other client of Vault; OpenBao's names win over Vault's.
package struct VaultAddress: Sendable {
    package let endpoint: Endpoint
    package let namespace: String?
    package let trust: TLSTrust

    /// - Parameters: from the configuration; `VAULT_ADDR`, `VAULT_NAMESPACE` and `VAULT_CACERT` (or `BAO_…`) before them.
    package init(address: String?, namespace: String?, authorities: String?) throws(HTTPError) {
        endpoint = try Endpoint(Self.variable("ADDR") ?? address ?? "https://127.0.0.1:8200")
        self.namespace = Self.variable("NAMESPACE") ?? namespace
        trust = TLSTrust(authorities: Self.variable("CACERT") ?? authorities)
    }

    private static func variable(_ name: String) -> String? {
        Environment.value("BAO_\(name)") ?? Environment.value("VAULT_\(name)")
    }
}
