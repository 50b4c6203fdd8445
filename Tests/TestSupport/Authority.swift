// SPDX-License-Identifier: Apache-2.0

/// An authority for certificates, by the `openssl` command, with one of a server on 127.0.0.1 and one of a client.
package struct Authority: Sendable {
    private let directory: TemporaryDirectory

    /// The authority's own certificate.
    package var certificate: String { "\(directory.path)/authority.pem" }
    package var server: (certificate: String, key: String) { pair("server") }
    package var client: (certificate: String, key: String) { pair("client") }

    package init() async throws {
        directory = try TemporaryDirectory()
        let script = """
            new="openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
            $new -x509 -days 2 -subj /CN=authority -keyout authority-key.pem -out authority.pem
            for name in server client; do
                $new -x509 -days 2 -subj /CN=$name -CA authority.pem -CAkey authority-key.pem \\
                    -addext subjectAltName=IP:127.0.0.1 -addext basicConstraints=CA:FALSE \\
                    -keyout $name-key.pem -out $name.pem
            done
            """
        let command = try await Command.run("/bin/sh", ["-euc", script], directory: directory.path)
        guard command.status == 0 else { throw Lab.NotStarted(description: command.errorText) }
    }

    private func pair(_ name: String) -> (certificate: String, key: String) {
        ("\(directory.path)/\(name).pem", "\(directory.path)/\(name)-key.pem")
    }
}
