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
            address: try map.string("address"), namespace: try map.string("namespace"),
            authorities: try map.string("ca_cert"),
            clientCertificate: try map.string("client_cert").map(CredentialFile.path),
            clientKey: try map.string("client_key").map(CredentialFile.path),
            serverName: try map.string("tls_server_name"))
        mount = KVMount(
            path: try map.string("mount") ?? "secret",
            version: try map.integer("kv_version", in: 1...2).flatMap(KVVersion.init) ?? .v2)
        prefix = try map.string("prefix") ?? "cloud-extractor"
        var auth = try map.required("auth", try map.mapping("auth"))
        login = try LoginMethod(&auth)
        try auth.end()
        try map.end()
    }
}
