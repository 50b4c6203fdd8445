// SPDX-License-Identifier: Apache-2.0
import HTTP
import SecretJSON
import Secrets

/// One request to Vault.
struct VaultRequest: Sendable {
    let method: HTTPRequest.Method
    let path: VaultPath
    var query = ""
    var token: VaultToken?
    var body: SharedSecret?
    var contentType = "application/json"
    var timeout: Duration?
    /// Whether it waits for its turn under ``RateLimit``.
    var isPaced = true
    /// Whether it is asked in the root namespace, whatever the configured one.
    var isRoot = false
    /// Whether doing it twice is the same as doing it once: every read, and some writes.
    var isRepeatable: Bool

    init(
        _ method: HTTPRequest.Method, _ path: VaultPath, token: VaultToken? = nil, body: SharedSecret? = nil,
        timeout: Duration? = nil
    ) {
        self.method = method
        self.path = path
        self.token = token
        // Some proxies want to know the length of every POST.
        self.body = body ?? (method == .post ? .json([]) : nil)
        self.timeout = timeout
        isRepeatable = method == .get
    }

    var target: String { "/v1/\(path)\(query.isEmpty ? "" : "?\(query)")" }

    /// Where an answer sends the request; nil when it is no redirect.
    ///
    /// Standby nodes send clients to the active one, for the same target. Anything else is refused: the token goes along.
    ///
    /// - Throws: ``VaultError/redirectRefused(path:_:)``
    func redirect(
        _ response: borrowing SecretHTTPResponse, from connection: VaultConnection
    ) throws(VaultError) -> Endpoint? {
        guard [301, 302, 307, 308].contains(response.status) else { return nil }
        guard connection.route.socket == nil else { throw .redirectRefused(path: path.text, .socket) }
        guard connection.followsRedirect else { throw .redirectRefused(path: path.text, .disabled) }
        guard let location = response.headers["location"], location.hasSuffix(target) else {
            throw .redirectRefused(path: path.text, .otherTarget)
        }
        let endpoint: Endpoint
        do {
            endpoint = try Endpoint(String(location.dropLast(target.count)))
        } catch .insecure {
            throw .redirectRefused(path: path.text, .downgrade)
        } catch {
            throw .redirectRefused(path: path.text, .otherTarget)
        }
        if connection.endpoint.scheme == .https, endpoint.scheme != .https {
            throw .redirectRefused(path: path.text, .downgrade)
        }
        return endpoint
    }
}
