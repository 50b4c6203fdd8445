// SPDX-License-Identifier: Apache-2.0

/// Why there is no answer to a request. Names the host; never holds headers or bodies.
package enum HTTPError: Error, Equatable, CustomStringConvertible {
    /// The text is no `http` or `https` URL, or one with user information, a query or a fragment in it.
    case malformedURL
    /// Plain HTTP to a host that is not this machine.
    case insecure(host: String)
    /// No address is known for the name.
    case unknownHost(host: String)
    /// No connection: refused, no route, or a proxy's.
    case unreachable(host: String, reason: String)
    /// The certificate, or the handshake.
    case tls(host: String, reason: String)
    case timedOut(host: String)
    /// The connection was lost before the answer was whole.
    case interrupted(host: String, reason: String)
    case responseTooLarge(host: String, limit: Int)
    case cancelled
    /// A header's value holds a line break or a NUL: it would become another header, or end early.
    case malformedHeader(name: String)
    /// libcurl could not start.
    case unavailable(reason: String)

    package var description: String {
        switch self {
        case .malformedURL: "not an http or https URL"
        case .insecure(let host): "plain http to \(host) is refused; only this machine may be spoken to without TLS"
        case .unknownHost(let host): "no address is known for \(host)"
        case .unreachable(let host, let reason): "\(host) cannot be reached: \(reason)"
        case .tls(let host, let reason): "no secure connection to \(host): \(reason)"
        case .timedOut(let host): "\(host) did not answer in time"
        case .interrupted(let host, let reason): "the connection to \(host) was lost: \(reason)"
        case .responseTooLarge(let host, let limit): "the answer of \(host) is larger than \(limit) bytes"
        case .cancelled: "cancelled"
        case .malformedHeader(let name): "the header \(name) would hold a line break"
        case .unavailable(let reason): "libcurl cannot start: \(reason)"
        }
    }
}
