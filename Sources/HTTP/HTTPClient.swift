// SPDX-License-Identifier: Apache-2.0

/// Sends requests over libcurl. Connections, DNS answers and TLS sessions are shared by all requests of one client.
///
/// Certificates are always verified. Redirects are not followed: a 3xx is an answer like any other. Proxies are those
/// of `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, never before this machine, unless the ``Route`` names one.
package final class HTTPClient: Sendable {
    private let loop: CurlLoop
    private let trust: TLSTrust
    private let route: Route

    package init(trust: TLSTrust = TLSTrust(), route: Route = Route()) throws(HTTPError) {
        self.trust = trust
        self.route = route
        loop = try CurlLoop.start()
    }

    deinit { loop.stop() }

    /// Has OpenSSL, which TLS runs on, wipe the memory that it gives back. To be called before anything else of OpenSSL's.
    ///
    /// - Returns: false when it was too late.
    package static func wipeTLSMemory() -> Bool { CurlLoop.wipeTLSMemory() }

    /// - Throws: ``HTTPError``; the status of an answer is never an error here.
    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let transfer = CurlTransfer(request, trust: trust, route: route, sink: .ordinary)
        try await loop.perform(transfer)
        return transfer.response()
    }

    /// As ``send(_:)``, for answers with secrets in them.
    package func sendForSecret(_ request: HTTPRequest) async throws(HTTPError) -> SecretHTTPResponse {
        let transfer = CurlTransfer(request, trust: trust, route: route, sink: .guarded)
        try await loop.perform(transfer)
        return transfer.secretResponse()
    }
}
