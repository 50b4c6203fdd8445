// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What only tests need of OpenSSL is done by openssl(1).
enum OpenSSLCommand {
    /// Private and public key in PEM, RSA with 2048 bits.
    static func keyPair() -> (privateKey: String, publicKey: String)? {
        guard let privateKey = run(["genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
            let publicKey = run(["pkey", "-pubout"], input: privateKey)
        else { return nil }
        return (String(decoding: privateKey, as: UTF8.self), String(decoding: publicKey, as: UTF8.self))
    }

    /// A private key, and a certificate that it signed for itself, in PEM.
    static func selfSigned(_ name: String, days: Int) -> (privateKey: String, certificate: String)? {
        let output = run([
            "req", "-x509", "-newkey", "rsa:2048", "-noenc", "-keyout", "/dev/stdout", "-sha256", "-subj",
            "/CN=\(name)", "-days", String(days),
        ]).map { String(decoding: $0, as: UTF8.self) }
        guard let output, let key = PEMText.block("PRIVATE KEY", of: output),
            let certificate = PEMText.block("CERTIFICATE", of: output)
        else { return nil }
        return (key, certificate)
    }

    /// A certificate of PEM or DER as PEM, behind its `notBefore=` and `notAfter=`.
    static func certificate(_ bytes: [UInt8]) -> String? {
        run(["x509", "-startdate", "-enddate", "-dateopt", "iso_8601"], input: Data(bytes))
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The public key of a certificate, both PEM.
    static func publicKey(ofCertificate pem: String) -> String? {
        run(["x509", "-pubkey", "-noout"], input: Data(pem.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// PS256 of RFC 7518 §3.5, with which Microsoft's own clients sign.
    static func isValidPSS(_ signature: [UInt8], of message: [UInt8], pem: String) -> Bool {
        let key = PEMText.holdsCertificate(pem) ? publicKey(ofCertificate: pem) : pem
        let directory = FileManager.default.temporaryDirectory.appending(path: "cloud-simulator-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        guard let key,
            (try? FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)) != nil,
            (try? Data(key.utf8).write(to: directory.appending(path: "key"))) != nil,
            (try? Data(signature).write(to: directory.appending(path: "signature"))) != nil
        else { return false }
        let arguments = [
            "dgst", "-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32",
            "-verify", directory.appending(path: "key").path(),
            "-signature", directory.appending(path: "signature").path(),
        ]
        return run(arguments, input: Data(message)) != nil
    }

    /// Its output; nil when it fails. Inputs are smaller than a pipe.
    private static func run(_ arguments: [String], input: Data = Data()) -> Data? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        let (source, output) = (Pipe(), Pipe())
        process.standardInput = source
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        try? source.fileHandleForWriting.write(contentsOf: input)
        try? source.fileHandleForWriting.close()
        let bytes = try? output.fileHandleForReading.readToEnd()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? bytes ?? Data() : nil
    }
}
