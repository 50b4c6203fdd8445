// SPDX-License-Identifier: Apache-2.0
import JSON
import SecretJSON
import Secrets

/// A header that the environment has every request carry.
struct VaultHeader: Sendable {
    let name: String
    let value: SharedSecret

    /// `VAULT_HEADERS`, a JSON object, and `VAULT_MFA`.
    static func all(_ environment: VaultEnvironment) throws(VaultError) -> [VaultHeader] {
        var headers: [VaultHeader] = []
        if let text = environment.secret("HEADERS") {
            do throws(JSONError) {
                headers = try text.withBytes { (bytes) throws(JSONError) in try parse(bytes) }
            } catch {
                throw .setting(name: "VAULT_HEADERS", problem: "is no JSON object of texts")
            }
        }
        guard headers.allSatisfy({ isName($0.name) && !isReserved($0.name.lowercased()) }) else {
            throw .setting(name: "VAULT_HEADERS", problem: "holds a name that is none, or one of the client's own")
        }
        if let code = environment.secret("MFA") { headers.append(VaultHeader(name: "X-Vault-MFA", value: code)) }
        return headers
    }

    /// Vault's own headers, and those that say where a request ends, have meanings that a client must not be talked into.
    private static func isReserved(_ name: String) -> Bool {
        name.hasPrefix("x-vault-")
            || ["host", "content-length", "content-type", "transfer-encoding", "connection", "expect"].contains(name)
    }

    private static func parse(_ bytes: Span<UInt8>) throws(JSONError) -> [VaultHeader] {
        var headers: [VaultHeader] = []
        let isObject = try JSONLookup.members(at: [], in: bytes) { (name, value) throws(JSONError) in
            guard case .string(let text) = value else { throw JSONError.tooManyMembers }
            headers.append(VaultHeader(name: try name.string(bytes), value: try SharedSecret(text, bytes)))
        }
        guard isObject else { throw JSONError.tooManyMembers }
        return headers
    }

    /// A token of RFC 9110 §5.6.2, without the signs that nobody uses.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
                    || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            }
    }
}
