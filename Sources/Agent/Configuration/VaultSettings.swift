// SPDX-License-Identifier: Apache-2.0
import StrictYAML
package import Vault

/// The `vault` section.
package struct VaultSettings: Sendable, Equatable {
    package let connection: VaultConnection.Settings
    /// The key-value engine.
    package let mount: KVMount
    /// Before the environment's name in every secret's path.
    package let prefix: String
    package let login: LoginMethod

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        connection = VaultConnection.Settings(
            address: try map.filled("address"), namespace: try map.filled("namespace"),
            authorities: try map.filled("ca_cert"),
            clientCertificate: try map.filled("client_cert").map(CredentialFile.path),
            clientKey: try map.filled("client_key").map(CredentialFile.path),
            serverName: try map.filled("tls_server_name"))
        mount = KVMount(
            path: try map.vaultPath("mount") ?? "secret",
            version: try map.integer("kv_version", in: 1...2).flatMap(KVVersion.init) ?? .v2)
        prefix = try map.vaultPath("prefix") ?? "cloud-extractor"
        var auth = try map.required("auth", try map.mapping("auth"))
        login = try LoginMethod(&auth)
        try auth.end()
        try map.end()
    }
}
