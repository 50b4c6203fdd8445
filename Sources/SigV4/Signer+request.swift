// SPDX-License-Identifier: Apache-2.0
import Ciphers
package import HTTP
package import Posix

extension Signer {
    /// The request, signed, ready to be sent.
    package func sign(
        _ wire: WireRequest, to endpoint: Endpoint, at time: Timestamp
    ) throws(HTTPError) -> HTTPRequest {
        guard let method = HTTPRequest.Method(rawValue: wire.method) else { throw .malformedHeader(name: "method") }
        let hash = Hex.string(SHA256.hash(wire.body))
        var headers = wire.headers.map { Header($0.name, $0.value) }
        headers.append(Header("host", endpoint.authority))
        headers.append(Header("x-amz-date", time.basic))
        // Required by S3, allowed everywhere, and the only thing that binds the body for some emulators.
        headers.append(Header("x-amz-content-sha256", hash))
        if let token = credentials.sessionToken { headers.append(Header("x-amz-security-token", token)) }
        let authorization = authorization(
            for: Request(
                method: wire.method, path: endpoint.prefix + wire.path, query: wire.query, headers: headers,
                payloadHash: hash),
            at: time)
        var request = HTTPRequest(method, endpoint, wire.target)
        for header in headers where header.name != "host" {
            switch header.value {
            case .text(let text): try request.setHeader(header.name, text)
            case .secret(let secret): try request.setHeader(header.name, secret)
            }
        }
        try request.setHeader("authorization", authorization)
        if !wire.body.isEmpty { request.body = .bytes(wire.body) }
        return request
    }
}
