// SPDX-License-Identifier: Apache-2.0
package import HTTP
import Secrets

/// Which Vault, the way to it, whom to trust there, and with what manners.
package struct VaultConnection: Sendable {
    /// What the configuration says; a variable of the environment wins over each, as with every other client of Vault.
    package struct Settings: Sendable, Equatable {
        package var address: String?
        package var namespace: String?
        /// A file of PEM certificates.
        package var authorities: String?
        /// A file with the client's certificate, and one with its key.
        package var clientCertificate: String?
        package var clientKey: String?
        package var serverName: String?

        package init(
            address: String? = nil, namespace: String? = nil, authorities: String? = nil,
            clientCertificate: String? = nil, clientKey: String? = nil, serverName: String? = nil
        ) {
            self.address = address
            self.namespace = namespace
            self.authorities = authorities
            self.clientCertificate = clientCertificate
            self.clientKey = clientKey
            self.serverName = serverName
        }
    }

    static let standardAddress = "https://127.0.0.1:8200"
    static let standardTimeout = Duration.seconds(60)
    static let standardLoginTimeout = Duration.seconds(10)

    package let endpoint: Endpoint
    /// For people.
    package var place: String { route.socket.map { "unix://\($0)" } ?? endpoint.description }

    let route: Route
    let trust: TLSTrust
    package let namespace: String?
    /// For each request.
    let timeout: Duration
    /// For each request of a login, which is not given up in the middle.
    let loginTimeout: Duration
    let retry: VaultRetry
    let limit: RateLimit?
    /// Sent with every request.
    let headers: [VaultHeader]
    let followsRedirect: Bool

    /// - Throws: ``VaultError/setting(name:problem:)``
    package init(_ settings: Settings, environment: VaultEnvironment = VaultEnvironment()) throws(VaultError) {
        try Self.refuseUnsupported(environment)
        let address = environment.value("AGENT_ADDR") ?? environment.value("ADDR") ?? settings.address
        var route = Route(proxy: environment.value("PROXY_ADDR") ?? environment.value("HTTP_PROXY"))
        (endpoint, route.socket) = try Self.place(address ?? Self.standardAddress)
        // A proxy would be another machine, and read everything.
        if endpoint.scheme == .http, route.socket == nil, route.proxy != nil {
            throw .setting(name: "VAULT_PROXY_ADDR", problem: "is refused for plain http: it would carry tokens openly")
        }
        self.route = route
        trust = TLSTrust(
            Self.authorities(settings, environment), identity: try Self.identity(settings, environment),
            serverName: try Self.serverName(settings, environment))
        namespace = environment.value("NAMESPACE") ?? settings.namespace
        let wanted = try environment.value("CLIENT_TIMEOUT", "is no duration such as 60s", VaultDuration.parse)
        timeout = wanted ?? Self.standardTimeout
        loginTimeout = wanted ?? Self.standardLoginTimeout
        retry = try VaultRetry(environment)
        limit = try environment.value("RATE_LIMIT", "is not rate[:burst]") { RateLimit($0) }
        headers = try VaultHeader.all(environment)
        followsRedirect = try !environment.flag("DISABLE_REDIRECTS")
    }

    /// `unix:///path` dials a socket and speaks plain HTTP on it, as to this machine.
    private static func place(_ address: String) throws(VaultError) -> (Endpoint, socket: String?) {
        let socket = address.hasPrefix("unix://") ? String(address.dropFirst("unix://".count)) : nil
        if let socket, !socket.hasPrefix("/") {
            throw .setting(name: "vault.address", problem: "names no absolute path of a socket")
        }
        do {
            return (try Endpoint(socket == nil ? address : "http://localhost"), socket)
        } catch {
            throw .setting(name: "vault.address", problem: error.description)
        }
    }

    private static func authorities(_ settings: Settings, _ environment: VaultEnvironment) -> TLSTrust.Authorities? {
        if let path = environment.value("CACERT") { return .file(path: path) }
        if let pem = environment.value("CACERT_BYTES") { return .certificates(Array(pem.utf8)) }
        if let path = environment.value("CAPATH") { return .directory(path: path) }
        return settings.authorities.map { .file(path: $0) }
    }

    private static func identity(
        _ settings: Settings, _ environment: VaultEnvironment
    ) throws(VaultError) -> TLSIdentity? {
        let bytes = (environment.value("CLIENT_CERT_BYTES"), environment.secret("CLIENT_KEY_BYTES"))
        if case (let certificate?, let key?) = bytes {
            return .bytes(certificate: Array(certificate.utf8), key: key)
        }
        let certificate = environment.value("CLIENT_CERT") ?? settings.clientCertificate
        let key = environment.value("CLIENT_KEY") ?? settings.clientKey
        guard certificate != nil || key != nil || bytes.0 != nil || bytes.1 != nil else { return nil }
        guard let certificate, let key else {
            throw .setting(name: "vault.client_cert", problem: "and vault.client_key belong together; one is missing")
        }
        return .files(certificate: certificate, key: key)
    }

    private static func serverName(
        _ settings: Settings, _ environment: VaultEnvironment
    ) throws(VaultError) -> String? {
        guard let name = environment.value("TLS_SERVER_NAME") ?? settings.serverName else { return nil }
        guard TLSTrust.isServerName(name) else {
            throw .setting(name: "vault.tls_server_name", problem: "is no name of a host")
        }
        return name
    }

    /// What cannot be honoured must not be ignored either.
    private static func refuseUnsupported(_ environment: VaultEnvironment) throws(VaultError) {
        if try environment.flag("SKIP_VERIFY") {
            throw .setting(name: "VAULT_SKIP_VERIFY", problem: "is refused: certificates are always verified")
        }
        if try environment.flag("SRV_LOOKUP") {
            throw .setting(name: "VAULT_SRV_LOOKUP", problem: "is not supported: name the host in VAULT_ADDR")
        }
        if environment.value("WRAP_TTL") != nil {
            throw .setting(name: "VAULT_WRAP_TTL", problem: "is not supported: nobody here could open the wrapping")
        }
    }
}
