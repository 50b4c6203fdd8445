// SPDX-License-Identifier: Apache-2.0
import HTTP
import Testing

struct EndpointTests {
    @Test(arguments: [
        ("https://vault.example", "https://vault.example", "vault.example"),
        ("https://vault.example:8200/", "https://vault.example:8200", "vault.example:8200"),
        ("HTTPS://Vault.Example:443", "https://vault.example", "vault.example"),
        ("https://vault.example/prefix/", "https://vault.example/prefix", "vault.example"),
        ("http://127.0.0.1:8200", "http://127.0.0.1:8200", "127.0.0.1:8200"),
        ("http://127.9.9.9", "http://127.9.9.9", "127.9.9.9"),
        ("http://localhost:1", "http://localhost:1", "localhost:1"),
        ("http://[::1]:8200", "http://[::1]:8200", "[::1]:8200"),
    ])
    func `an address is read as libcurl reads it`(text: String, description: String, authority: String) throws {
        let endpoint = try Endpoint(text)
        #expect(endpoint.description == description)
        #expect(endpoint.authority == authority)
    }

    @Test(arguments: [
        "http://vault.example", "http://10.0.0.1", "http://127.0.0.1.evil.example", "http://localhost.evil.example",
        "http://128.0.0.1", "http://[::2]", "http://0.0.0.0",
    ])
    func `plain http leaves this machine in no disguise`(text: String) {
        #expect {
            try Endpoint(text)
        } throws: { error in
            if case .insecure? = error as? HTTPError { true } else { false }
        }
    }

    @Test(arguments: [
        "", "vault.example", "ftp://vault.example", "file:///etc/passwd", "https://", "https://user:pw@vault.example",
        "https://vault.example/?q=1", "https://vault.example/#f", "https://vault.example?", "https://vault.example/#",
        "https://vault example",
        "https://vault.example:99999",
        "http://127.0.0.1\n.evil.example",
    ])
    func `what is no plain address is refused`(text: String) {
        #expect(throws: HTTPError.malformedURL) { try Endpoint(text) }
    }

    @Test(arguments: ["http://127.1", "http://2130706433", "http://0x7f.1"])
    func `other spellings of an address are what libcurl connects to`(text: String) throws {
        // libcurl normalises them, so that what was checked is what is spoken to.
        #expect(try Endpoint(text).authority == "127.0.0.1")
    }
}
