// SPDX-License-Identifier: Apache-2.0
package import HTTP

/// Why there is no API.
package enum APIServerError: Error {
    case http(HTTPError)
    /// A file of `api.tls` is missing, or holds something else.
    case tls(path: String, String)
    /// The port is taken, or may not be listened on.
    case listening(host: String, port: Int, String)
}
