// SPDX-License-Identifier: Apache-2.0
package import HTTP
import StrictYAML

/// The `api` section: where the agent listens, and whom it believes.
package struct APISettings: Sendable, Equatable {
    package struct TLS: Sendable, Equatable {
        /// A file of PEM certificates, the server's own first.
        package let certificate: String
        /// A file with its private key, PEM.
        package let key: String
        /// A file with the authorities of clients; with it no client without a certificate of theirs is let in.
        package let clientAuthority: String?
    }

    package struct Tokens: Sendable, Equatable {
        package enum Algorithm: String, Sendable, CaseIterable {
            case hs256 = "HS256"
            case rs256 = "RS256"
            case es256 = "ES256"
            case eddsa = "EdDSA"
        }

        package let issuer: String
        package let audience: String
        /// The name of the secret with the field `key`, for HS256.
        package let secret: String?
        /// The set of public keys, for the others.
        package let keySet: Endpoint?
        /// A file with the authorities of the key set's server; the system's where there is none.
        package let keySetAuthorities: String?
        package let algorithms: [Algorithm]
        /// How far the clocks may be apart, in seconds.
        package let leeway: Int64
    }

    package let host: String
    package let port: Int
    package let tls: TLS?
    package let tokens: Tokens
    /// Of one client, per minute.
    package let requestsPerMinute: Int
    package let connections: Int
    /// Of one client.
    package let connectionsPerClient: Int

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        host = try map.filled("host") ?? "127.0.0.1"
        port = try map.integer("port", in: 0...65_535) ?? 8000
        tls = try Self.tls(&map)
        let allowsPlaintext = try map.bool("allow_plaintext") ?? false
        guard tls != nil || allowsPlaintext || ["127.0.0.1", "::1", "localhost"].contains(host) else {
            throw map.invalid("host", "is not this machine alone, so that tls is needed; or set allow_plaintext")
        }
        var tokens = try map.required("jwt", try map.mapping("jwt"))
        self.tokens = try Tokens(&tokens)
        requestsPerMinute = try map.integer("requests_per_minute", in: 1...1_000_000) ?? 600
        connections = try map.integer("max_connections", in: 1...65_535) ?? 256
        connectionsPerClient =
            try map.integer("max_connections_per_client", in: 1...65_535) ?? min(connections, max(8, connections / 4))
        try map.end()
    }

    private static func tls(_ map: inout YAMLMapping) throws(YAMLError) -> TLS? {
        guard var tls = try map.mapping("tls") else { return nil }
        let certificate = CredentialFile.path(try tls.required("certificate", try tls.filled("certificate")))
        let key = CredentialFile.path(try tls.required("key", try tls.filled("key")))
        let authority = try tls.filled("client_ca")
        try tls.end()
        return TLS(certificate: certificate, key: key, clientAuthority: authority)
    }
}

extension APISettings.Tokens {
    fileprivate init(_ map: inout YAMLMapping) throws(YAMLError) {
        issuer = try map.required("issuer", try map.filled("issuer"))
        audience = try map.required("audience", try map.filled("audience"))
        secret = try map.vaultPath("secret")
        keySet = try map.endpoint("jwks_url")
        keySetAuthorities = try map.filled("jwks_ca_cert")
        leeway = try map.integer("leeway", in: 0...300).map(Int64.init) ?? 30
        let names = try map.filledStrings("algorithms")
        guard secret != nil || keySet != nil else {
            throw map.invalid("secret", "or jwks_url must say which keys sign")
        }
        var algorithms: [Algorithm] = []
        for name in names ?? Algorithm.allCases.map(\.rawValue) {
            guard let algorithm = Algorithm(rawValue: name) else {
                let known = Algorithm.allCases.map(\.rawValue).joined(separator: ", ")
                throw map.invalid("algorithms", "holds '\(name)', which is none of \(known)")
            }
            let hasKey = algorithm == .hs256 ? secret != nil : keySet != nil
            guard hasKey || names == nil else {
                throw map.invalid(
                    "algorithms", "holds \(name), for which \(algorithm == .hs256 ? "secret" : "jwks_url") is missing")
            }
            if hasKey { algorithms.append(algorithm) }
        }
        self.algorithms = algorithms
        try map.end()
    }
}
