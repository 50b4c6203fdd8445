// SPDX-License-Identifier: Apache-2.0
import Agent
import HummingbirdTLS
import NIOSSL

extension TLSConfiguration {
    init(_ settings: APISettings.TLS) throws(APIServerError) {
        let chain = try Self.reading(settings.certificate) { try NIOSSLCertificate.fromPEMFile($0) }
        guard !chain.isEmpty else { throw .tls(path: settings.certificate, "holds no certificate") }
        let key = try Self.reading(settings.key) { try NIOSSLPrivateKey(file: $0, format: .pem) }
        self = .makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        minimumTLSVersion = .tlsv12
        if let authority = settings.clientAuthority {
            trustRoots = .certificates(try Self.reading(authority) { try NIOSSLCertificate.fromPEMFile($0) })
            // The name of a client is its token's; the certificate says that it may speak at all.
            certificateVerification = .noHostnameVerification
        }
    }

    private static func reading<Value>(
        _ path: String, _ read: (String) throws -> Value
    ) throws(APIServerError) -> Value {
        do {
            return try read(path)
        } catch {
            throw .tls(path: path, "cannot be read as PEM")
        }
    }
}
