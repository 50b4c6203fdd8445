// SPDX-License-Identifier: Apache-2.0
import HTTP
import Posix
import Secrets

extension VaultClient {
    /// `POST auth/{mount}/login {role_id, secret_id}`
    func loginByAppRole(mount: String, roleIDFile: String, secretIDFile: String) async throws(VaultError) -> VaultToken
    {
        let path = try VaultPath("auth/\(mount)/login")
        let body = try Self.body(roleID: credential(roleIDFile), secretID: credential(secretIDFile))
        let answer: VaultAnswer
        do throws(VaultError) {
            answer = try await send(.post, path, body: body, timeout: Self.loginTimeout)
        } catch .unexpectedStatus(_, let status) where status == 400 {
            throw .loginRefused(path: path.text, status: status)
        } catch .tokenInvalid, .permissionDenied {
            // There is no token yet: too many failed logins have locked the role id for a while, or an address is wrong.
            throw .loginRefused(path: path.text, status: 403)
        }
        guard answer.status < 300 else { throw .loginRefused(path: path.text, status: answer.status) }
        return try token(in: answer)
    }

    private static func body(roleID: borrowing Secret, secretID: borrowing Secret) throws(VaultError) -> SharedSecret {
        var body = SecretBuffer()
        body.append(#"{"role_id":"#)
        roleID.withBytes { body.appendJSONString($0) }
        body.append(#","secret_id":"#)
        secretID.withBytes { body.appendJSONString($0) }
        body.append("}")
        return SharedSecret(body.secret())
    }

    func credential(_ file: String) throws(VaultError) -> Secret {
        do {
            return try Secret(contentsOfFile: file)
        } catch {
            throw .credentialUnreadable(error)
        }
    }

    /// The `auth` object that every login answers with.
    func token(in answer: borrowing VaultAnswer) throws(VaultError) -> VaultToken {
        guard let secret = try answer.secret(at: ["auth", "client_token"]),
            let accessor = try answer.text(at: ["auth", "accessor"]),
            let isRenewable = try answer.bool(at: ["auth", "renewable"])
        else { throw .malformedAnswer(path: answer.path.text) }
        return VaultToken(
            secret: secret, accessor: accessor, lifetime: try answer.lifetime(at: ["auth", "lease_duration"]),
            isRenewable: isRenewable)
    }
}

extension SecretBuffer {
    /// Appends a JSON string literal; RFC 8259 §7 demands no more escapes than these.
    fileprivate mutating func appendJSONString(_ bytes: Span<UInt8>) {
        let digits = Array("0123456789abcdef".utf8)
        append(UInt8(ascii: "\""))
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                append(UInt8(ascii: "\\"))
                append(byte)
            } else if byte < 0x20 {
                append("\\u00")
                append(digits[Int(byte >> 4)])
                append(digits[Int(byte & 15)])
            } else {
                append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
