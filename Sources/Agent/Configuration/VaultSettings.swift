// SPDX-License-Identifier: Apache-2.0
import StrictYAML
package import Vault

/// The `vault` section.
package struct VaultSettings: Sendable, Equatable {
    package let address: String?
    package let namespace: String?
    package let authorities: String?
    /// Where the key-value engine is mounted.
    package let mount: String
    /// Asked from Vault when not given.
    package let version: KVVersion?
    /// Before the environment's name in every secret's path.
    package let prefix: String
    package let login: LoginMethod

    /// Where Kubernetes mounts the token of a pod's service account.
    private static let serviceAccountToken = "/var/run/secrets/kubernetes.io/serviceaccount/token"

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        address = try map.string("address")
        namespace = try map.string("namespace")
        authorities = try map.string("ca_cert")
        mount = try map.string("mount") ?? "secret"
        version = try map.integer("kv_version", in: 1...2).flatMap(KVVersion.init)
        prefix = try map.string("prefix") ?? "cloud-extractor"
        var auth = try map.required("auth", try map.mapping("auth"))
        login = try Self.login(&auth)
        try auth.end()
        try map.end()
    }

    private static func secretID(_ auth: inout YAMLMapping) throws(YAMLError) -> SecretIDSource {
        let path = CredentialFile.path(try auth.required("secret_id_file", try auth.string("secret_id_file")))
        guard try auth.bool("secret_id_wrapped") ?? false else { return .file(path: path) }
        return .wrapped(path: path, role: try auth.required("role", try auth.string("role")))
    }

    private static func login(_ auth: inout YAMLMapping) throws(YAMLError) -> LoginMethod {
        switch try auth.required("method", try auth.string("method")) {
        case "approle":
            return .appRole(
                mount: try auth.string("mount") ?? "approle",
                roleIDFile: CredentialFile.path(try auth.required("role_id_file", try auth.string("role_id_file"))),
                secretID: try secretID(&auth))
        case "jwt":
            return .jwt(
                mount: try auth.string("mount") ?? "jwt", role: try auth.required("role", try auth.string("role")),
                tokenFile: CredentialFile.path(try auth.required("token_file", try auth.string("token_file"))))
        case "kubernetes":
            return .jwt(
                mount: try auth.string("mount") ?? "kubernetes",
                role: try auth.required("role", try auth.string("role")),
                tokenFile: try auth.string("token_file") ?? serviceAccountToken)
        case "token":
            return .tokenFile(
                path: CredentialFile.path(try auth.required("token_file", try auth.string("token_file"))),
                allowsUnlimited: try auth.bool("allow_unlimited_token") ?? false)
        default: throw auth.invalid("method", "is none of approle, jwt, kubernetes and token")
        }
    }
}
