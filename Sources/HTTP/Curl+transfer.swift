// SPDX-License-Identifier: Apache-2.0
import CCurl
import Secrets

/// One exchange. While it runs only the loop's thread touches it; before and after, only the task that waits for it.
@safe final class CurlTransfer: @unchecked Sendable {
    enum Sink { case ordinary, guarded }

    private static let bufferCount = Int(CURL_ERROR_SIZE)

    let request: HTTPRequest
    let trust: TLSTrust
    let route: Route
    private let sink: Sink
    private let message = UnsafeMutablePointer<CChar>.allocate(capacity: bufferCount)
    private var headerList: UnsafeMutablePointer<curl_slist>?
    var connectTo: UnsafeMutablePointer<curl_slist>?
    private var bytes: [UInt8] = []
    private var guarded = SecretBuffer()
    private var received = 0
    private var isTooLarge = false
    private var headers = HTTPHeaders()
    private var status = 0
    private var version = ""

    init(_ request: HTTPRequest, trust: TLSTrust, route: Route, sink: Sink) {
        self.request = request
        self.trust = trust
        self.route = route
        self.sink = sink
        unsafe message.initialize(repeating: 0, count: Self.bufferCount)
    }

    deinit {
        unsafe message.deallocate()
        unsafe curl_slist_free_all(headerList)
        unsafe curl_slist_free_all(connectTo)
    }

    func response() -> HTTPResponse { HTTPResponse(status: status, version: version, headers: headers, body: bytes) }

    func secretResponse() -> SecretHTTPResponse {
        var taken = SecretBuffer(capacity: 0)
        swap(&taken, &guarded)
        return SecretHTTPResponse(status: status, headers: headers, body: taken.secret())
    }

    /// Puts the request into an easy handle that was reset.
    @unsafe func configure(_ handle: UnsafeMutableRawPointer) -> Bool {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        let milliseconds = max(1, Int(request.timeout / .milliseconds(1)))
        // Secrets go by HTTP/1.1: libraries of HTTP/2 keep header tables, and frames in memory that nobody wipes.
        let isSecret = sink == .guarded || request.carriesSecret
        var longs: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_SSL_VERIFYPEER, 1),
            (CURLOPT_SSL_VERIFYHOST, 2), (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            (CURLOPT_CONNECTTIMEOUT_MS, min(10_000, milliseconds)), (CURLOPT_TIMEOUT_MS, milliseconds),
            (CURLOPT_PIPEWAIT, 1), (CURLOPT_PATH_AS_IS, 1), (CURLOPT_NOPROGRESS, 1),
            (CURLOPT_FRESH_CONNECT, request.isRepeatable ? 0 : 1),
            (CURLOPT_HTTP_VERSION, Int(isSecret ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS)),
        ]
        // Or an answer without a body would be waited for.
        if request.method == .head { longs.append((CURLOPT_NOBODY, 1)) }
        var strings: [(CURLoption, String)] = [
            (CURLOPT_URL, request.url(host: trust.serverName)),
            (CURLOPT_PROTOCOLS_STR, request.endpoint.scheme.rawValue),
            (CURLOPT_CUSTOMREQUEST, request.method.rawValue),
        ]
        // Compressed secrets would leave their plain text in zlib's windows.
        if sink == .ordinary { strings.append((CURLOPT_ACCEPT_ENCODING, "gzip")) }
        return unsafe longs.allSatisfy { unsafe cx_set_long(handle, $0.0, $0.1) == CURLE_OK }
            && strings.allSatisfy { unsafe cx_set_string(handle, $0.0, $0.1) == CURLE_OK }
            && setRoute(handle) && setBody(handle) && setHeaders(handle)
            && cx_set_pointer(handle, CURLOPT_PRIVATE, context) == CURLE_OK
            && cx_set_pointer(handle, CURLOPT_ERRORBUFFER, message) == CURLE_OK
            && cx_set_pointer(handle, CURLOPT_WRITEDATA, context) == CURLE_OK
            && cx_set_pointer(handle, CURLOPT_HEADERDATA, context) == CURLE_OK
            && cx_set_function(handle, CURLOPT_WRITEFUNCTION, receiveBodyChunk) == CURLE_OK
            && cx_set_function(handle, CURLOPT_HEADERFUNCTION, receiveHeaderLine) == CURLE_OK
    }

    @unsafe private func setBody(_ handle: UnsafeMutableRawPointer) -> Bool {
        // libcurl's copy is wiped by the allocator that it was given.
        func copy(_ bytes: Span<UInt8>) -> Bool {
            unsafe bytes.withUnsafeBytes { bytes in
                unsafe cx_set_large(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count)) == CURLE_OK
                    && cx_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress) == CURLE_OK
            }
        }
        return switch request.body {
        case .none: true
        case .bytes(let bytes): copy(bytes.span)
        case .secret(let secret): secret.withBytes { copy($0) }
        }
    }

    @unsafe private func setHeaders(_ handle: UnsafeMutableRawPointer) -> Bool {
        for header in request.headers {
            var line = SecretBuffer()
            line.append("\(header.name): ")
            switch header.value {
            case .text(let text): line.append(text)
            case .secret(let secret): secret.withBytes { line.append($0) }
            }
            line.append(0)
            let appended = unsafe line.secret().withBytes { line in
                unsafe line.withUnsafeBytes {
                    unsafe curl_slist_append(headerList, $0.bindMemory(to: CChar.self).baseAddress!)
                }
            }
            guard let appended = unsafe appended else { return false }
            unsafe headerList = appended
        }
        // Without it libcurl would wait for a "100 Continue" before it sends larger bodies.
        var lines = ["Expect:"]
        if trust.serverName != nil { lines.append("Host: \(request.endpoint.authority)") }
        for line in lines {
            guard let appended = unsafe curl_slist_append(headerList, line) else { return false }
            unsafe headerList = appended
        }
        return unsafe cx_set_pointer(handle, CURLOPT_HTTPHEADER, headerList) == CURLE_OK
    }

    /// The loop has done with the handle: takes what it knows, and frees what it held.
    @unsafe func complete(_ handle: UnsafeMutableRawPointer, _ code: CURLcode) -> Result<Void, HTTPError> {
        unsafe cx_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        unsafe wipeHeaderList()
        if code == CURLE_OK { return .success(()) }
        // A proxy that does not let us through: nothing was sent.
        var connectStatus = 0
        unsafe cx_get_long(handle, CURLINFO_HTTP_CONNECTCODE, &connectStatus)
        if connectStatus >= 300 {
            let reason = "the proxy refuses with status \(connectStatus)"
            return .failure(.unreachable(host: request.endpoint.authority, reason: reason))
        }
        return .failure(error(for: code))
    }

    @unsafe private func wipeHeaderList() {
        unsafe curl_slist_free_all(headerList)
        unsafe headerList = nil
    }

    private func error(for code: CURLcode) -> HTTPError {
        let host = route.socket ?? request.endpoint.authority
        let text = unsafe String(cString: message)
        let reason = unsafe text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
        return switch code {
        case CURLE_WRITE_ERROR where isTooLarge: .responseTooLarge(host: host, limit: request.limit)
        case CURLE_OPERATION_TIMEDOUT: .timedOut(host: host)
        case CURLE_COULDNT_RESOLVE_HOST: .unknownHost(host: host)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_PROXY:
            .unreachable(host: host, reason: reason)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            .tls(host: host, reason: reason)
        default: .interrupted(host: host, reason: unsafe String(cString: curl_easy_strerror(code)))
        }
    }
}

extension CurlTransfer {
    fileprivate func receive(_ chunk: Span<UInt8>) -> Bool {
        received += chunk.count
        guard received <= request.limit else {
            isTooLarge = true
            return false
        }
        switch sink {
        case .ordinary: unsafe chunk.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        case .guarded: guarded.append(chunk)
        }
        return true
    }

    fileprivate func receiveHeader(_ line: String) {
        // A status line begins the headers of the last answer; those of a "100 Continue" before it are dropped.
        if line.hasPrefix("HTTP/") {
            headers = HTTPHeaders()
            version = String(line.prefix { $0 != " " })
        }
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = line[line.index(after: colon)...]
        headers.append(String(line[..<colon]), value.trimmingWhitespace())
    }
}

extension Substring {
    fileprivate func trimmingWhitespace() -> String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

private let receiveBodyChunk: cx_data_function = { data, size, count, context in
    let transfer = unsafe Unmanaged<CurlTransfer>.fromOpaque(context!).takeUnretainedValue()
    let chunk = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
    return unsafe transfer.receive(Span<UInt8>(_unsafeBytes: chunk)) ? size * count : 0
}

private let receiveHeaderLine: cx_data_function = { data, size, count, context in
    let transfer = unsafe Unmanaged<CurlTransfer>.fromOpaque(context!).takeUnretainedValue()
    let line = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
    unsafe transfer.receiveHeader(String(decoding: line, as: UTF8.self))
    return size * count
}
