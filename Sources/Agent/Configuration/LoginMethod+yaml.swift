// SPDX-License-Identifier: Apache-2.0
import Secrets
import StrictYAML
import Vault

extension LoginMethod {
    /// Where Kubernetes mounts the token of a pod's service account.
    private static let serviceAccountToken = "/var/run/secrets/kubernetes.io/serviceaccount/token"

    /// The `vault.auth` section.
    init(_ auth: inout YAMLMapping) throws(YAMLError) {
        // Taken whether they are needed or not: nothing that comes later shall find them.
        let environment = VaultEnvironment()
        let variables = (
            token: environment.secret("TOKEN"), roleID: environment.secret("ROLE_ID"),
            secretID: environment.secret("SECRET_ID")
        )
        switch try auth.required("method", try auth.filled("method")) {
        case "approle":
            let mount = try auth.vaultPath("mount") ?? "approle"
            let roleID = try Self.credential("role_id_file", or: variables.roleID, in: &auth)
            let secretID = try Self.credential("secret_id_file", or: variables.secretID, in: &auth)
            let isWrapped = try auth.bool("secret_id_wrapped") ?? false
            self = .appRole(
                mount: mount, roleID: roleID,
                secretID: isWrapped
                    ? .wrapped(secretID, role: try auth.required("role", try auth.filled("role"))) : .plain(secretID))
        case "jwt":
            self = .jwt(
                mount: try auth.vaultPath("mount") ?? "jwt", role: try auth.required("role", try auth.filled("role")),
                token: try Self.credential("token_file", or: nil, in: &auth))
        case "kubernetes":
            self = .jwt(
                mount: try auth.vaultPath("mount") ?? "kubernetes",
                role: try auth.required("role", try auth.filled("role")),
                token: .file(path: try auth.filled("token_file") ?? Self.serviceAccountToken))
        case "cert":
            self = .certificate(mount: try auth.vaultPath("mount") ?? "cert", role: try auth.filled("role"))
        case "token":
            self = .token(
                try Self.credential("token_file", or: variables.token, in: &auth),
                allowsUnlimited: try auth.bool("allow_unlimited_token") ?? false)
        default: throw auth.invalid("method", "is none of approle, cert, jwt, kubernetes and token")
        }
    }

    /// A file, or what the environment has where no file is named.
    private static func credential(
        _ key: String, or variable: SharedSecret?, in auth: inout YAMLMapping
    ) throws(YAMLError) -> CredentialSource {
        let path = try auth.filled(key)
        if path == nil, let variable { return .held(variable) }
        return .file(path: CredentialFile.path(try auth.required(key, path)))
    }
}
