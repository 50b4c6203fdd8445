// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import HTTP
import Posix

/// Whom to believe, and as whom to come: what the section `vault` says of Vault, said of another server.
struct TrustOptions: ParsableArguments {
    @Option(name: .long, help: "A file of PEM certificates, its authorities; the system's if not given.")
    var caCert: String?

    @Option(name: .long, help: "A file with the certificate to show, PEM, where the server asks for one.")
    var clientCert: String?

    @Option(name: .long, help: "A file with the certificate's private key, PEM.")
    var clientKey: String?

    @Option(name: .long, help: "The name that its certificate has, where that is not the address's.")
    var tlsServerName: String?

    func validate() throws {
        guard (clientCert == nil) == (clientKey == nil) else {
            throw ValidationError("--client-cert and --client-key belong together; one is missing")
        }
        guard tlsServerName.map(TLSTrust.isServerName) ?? true else {
            throw ValidationError("--tls-server-name is no name of a host")
        }
    }

    func trust() throws(Failure) -> TLSTrust {
        // libcurl would not say which of them it is.
        for path in [caCert, clientCert, clientKey].compactMap({ $0 }) {
            do throws(SystemError) {
                _ = try FileDescriptor.open(path, for: .read)
            } catch {
                throw Failure(error)
            }
        }
        var identity: TLSIdentity?
        if let clientCert, let clientKey { identity = .files(certificate: clientCert, key: clientKey) }
        return TLSTrust(caCert.map { .file(path: $0) }, identity: identity, serverName: tlsServerName)
    }
}
