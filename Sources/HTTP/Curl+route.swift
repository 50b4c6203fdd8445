// SPDX-License-Identifier: Apache-2.0
import CCurl
import Secrets

extension CurlTransfer {
    /// Whom the transfer trusts, as whom it comes, and which way it takes.
    @unsafe func setRoute(_ handle: UnsafeMutableRawPointer) -> Bool {
        unsafe setAuthorities(handle) && setIdentity(handle) && setServerName(handle) && setSocket(handle)
            && setProxy(handle)
    }

    @unsafe private func setAuthorities(_ handle: UnsafeMutableRawPointer) -> Bool {
        // Where one is set the other is unset: the system's authorities must not be trusted beside the given ones.
        switch trust.authorities {
        case .system: true
        case .file(let path):
            unsafe cx_set_string(handle, CURLOPT_CAINFO, path) == CURLE_OK
                && cx_set_string(handle, CURLOPT_CAPATH, nil) == CURLE_OK
        case .directory(let path):
            unsafe cx_set_string(handle, CURLOPT_CAINFO, nil) == CURLE_OK
                && cx_set_string(handle, CURLOPT_CAPATH, path) == CURLE_OK
        case .certificates(let pem):
            unsafe cx_set_string(handle, CURLOPT_CAINFO, nil) == CURLE_OK
                && cx_set_string(handle, CURLOPT_CAPATH, nil) == CURLE_OK
                && setBlob(handle, CURLOPT_CAINFO_BLOB, pem.span)
        }
    }

    @unsafe private func setIdentity(_ handle: UnsafeMutableRawPointer) -> Bool {
        switch trust.identity {
        case nil: true
        case .files(let certificate, let key):
            unsafe cx_set_string(handle, CURLOPT_SSLCERT, certificate) == CURLE_OK
                && cx_set_string(handle, CURLOPT_SSLKEY, key) == CURLE_OK
        case .bytes(let certificate, let key):
            unsafe setBlob(handle, CURLOPT_SSLCERT_BLOB, certificate.span)
                && key.withBytes { unsafe setBlob(handle, CURLOPT_SSLKEY_BLOB, $0) }
        }
    }

    /// libcurl takes SNI and the name to verify from the URL: the URL gets the name, the connection goes to the host.
    @unsafe private func setServerName(_ handle: UnsafeMutableRawPointer) -> Bool {
        guard trust.serverName != nil else { return true }
        let endpoint = request.endpoint
        let port = endpoint.port ?? (endpoint.scheme == .https ? 443 : 80)
        unsafe connectTo = curl_slist_append(nil, "::\(endpoint.host):\(port)")
        guard let list = unsafe connectTo else { return false }
        return unsafe cx_set_pointer(handle, CURLOPT_CONNECT_TO, list) == CURLE_OK
    }

    @unsafe private func setSocket(_ handle: UnsafeMutableRawPointer) -> Bool {
        guard let socket = route.socket else { return true }
        return unsafe cx_set_string(handle, CURLOPT_UNIX_SOCKET_PATH, socket) == CURLE_OK
    }

    @unsafe private func setProxy(_ handle: UnsafeMutableRawPointer) -> Bool {
        if let proxy = route.proxy { return unsafe cx_set_string(handle, CURLOPT_PROXY, proxy) == CURLE_OK }
        guard request.endpoint.isNearby || route.socket != nil else { return true }
        return unsafe cx_set_string(handle, CURLOPT_NOPROXY, "*") == CURLE_OK
    }

    @unsafe private func setBlob(
        _ handle: UnsafeMutableRawPointer, _ option: CURLoption, _ bytes: Span<UInt8>
    ) -> Bool {
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe cx_set_blob(handle, option, bytes.baseAddress, bytes.count) == CURLE_OK
        }
    }
}
