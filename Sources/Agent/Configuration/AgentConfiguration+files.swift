// SPDX-License-Identifier: Apache-2.0
import AWS
import HTTP
import Vault

extension AgentConfiguration {
    /// The files that are read while the agent works, besides the system's own.
    package var files: [String] {
        let connection = vault.connection
        var files = [connection.authorities, connection.clientCertificate, connection.clientKey].compactMap { $0 }
        files += vault.login.files
        files += [azure?.login.tokenFile, gcp?.login.tokenFile].compactMap { $0 }
        for case .http(let http) in transport.destinations { files += http.authorities.map { [$0] } ?? [] }
        if let api {
            files += [api.tls?.certificate, api.tls?.key, api.tls?.clientAuthority, api.tokens.keySetAuthorities]
                .compactMap { $0 }
        }
        return files + extractors.catalogue.additions.map(\.path)
    }

    /// The directories that are written.
    package var writtenDirectories: [String] {
        [transport.directory, audit.directory, agent?.stateDirectory].compactMap { $0 }
    }
}

extension LoginMethod {
    fileprivate var files: [String] {
        let sources: [CredentialSource] =
            switch self {
            case .token(let source, _), .jwt(_, _, let source): [source]
            case .appRole(_, let roleID, .plain(let secretID)), .appRole(_, let roleID, .wrapped(let secretID, _)):
                [roleID, secretID]
            case .certificate: []
            }
        return sources.compactMap { source in
            if case .file(let path) = source { path } else { nil }
        }
    }
}

extension AzureSettings.Login {
    fileprivate var tokenFile: String? {
        if case .workloadIdentity(_, let file) = self { file } else { nil }
    }
}

extension GCPSettings.Login {
    fileprivate var tokenFile: String? {
        if case .workloadIdentity(_, let file) = self { file } else { nil }
    }
}
