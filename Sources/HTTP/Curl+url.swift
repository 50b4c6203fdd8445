// SPDX-License-Identifier: Apache-2.0
import CCurl

/// libcurl's own URL parser, curl_url(3).
enum CurlURL {
    struct Parts {
        let scheme: String
        let host: String
        let port: Int
        let path: String
    }

    /// - Throws: ``HTTPError/malformedURL``, also for user information, queries and fragments: an endpoint has none.
    static func parts(of text: String) throws(HTTPError) -> Parts {
        // libcurl drops queries and fragments that are empty, and says nothing.
        guard !text.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else {
            throw .malformedURL
        }
        guard let handle = unsafe curl_url() else { throw .malformedURL }
        defer { unsafe curl_url_cleanup(handle) }
        guard unsafe curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK else { throw .malformedURL }
        for refused in [CURLUPART_USER, CURLUPART_PASSWORD] {
            guard unsafe part(refused, of: handle) == nil else { throw .malformedURL }
        }
        guard let scheme = unsafe part(CURLUPART_SCHEME, of: handle),
            let host = unsafe part(CURLUPART_HOST, of: handle),
            let port = unsafe part(CURLUPART_PORT, of: handle).flatMap({ Int($0) }),
            let path = unsafe part(CURLUPART_PATH, of: handle)
        else { throw .malformedURL }
        return Parts(scheme: scheme, host: host, port: port, path: path)
    }

    @unsafe private static func part(_ what: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let flags = what == CURLUPART_PORT ? UInt32(CURLU_DEFAULT_PORT) : 0
        guard unsafe curl_url_get(handle, what, &text, flags) == CURLUE_OK, let text = unsafe text else { return nil }
        defer { unsafe curl_free(text) }
        return unsafe String(cString: text)
    }
}
