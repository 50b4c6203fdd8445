// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Posix

/// A certificate of an RSA key, and what stands in it.
struct CertificateFile: Sendable {
    let pem: String
    let start: Int64
    let end: Int64
    let sha1: [UInt8]
    let sha256: [UInt8]

    /// - Parameter bytes: PEM or DER.
    /// - Returns: nil for anything else, and for keys that are none of RSA or too short.
    init?(_ bytes: [UInt8]) {
        guard let output = OpenSSLCommand.certificate(bytes) else { return nil }
        func time(_ name: String) -> Int64? {
            let line = output.split(separator: "\n").first { $0.hasPrefix("\(name)=") }
            let text = line?.dropFirst(name.count + 1).split(separator: " ").joined(separator: "T")
            return text.flatMap { Timestamp(rfc3339: $0)?.seconds }
        }
        guard let pem = PEMText.block("CERTIFICATE", of: output), let start = time("notBefore"),
            let end = time("notAfter")
        else { return nil }
        let text = Array(pem.utf8)
        guard let certificate = Certificate(pem: text.span), RSAVerifyingKey(pem: text.span) != nil else { return nil }
        self.pem = pem
        self.start = start
        self.end = end
        sha1 = certificate.sha1
        sha256 = certificate.sha256
    }
}
