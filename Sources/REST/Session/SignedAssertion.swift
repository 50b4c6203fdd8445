// SPDX-License-Identifier: Apache-2.0
package import Ciphers
package import JSON
package import Secrets

/// A JSON Web Token (RFC 7519) that says who we are, signed with RS256: RFC 7523 §2.
package enum SignedAssertion {
    /// - Returns: header, claims and signature in base64url with points between them; it opens what the key opens, for
    ///   as long as it is valid.
    package static func sign(
        header: JSONObject, claims: JSONObject, _ key: RSASigningKey
    ) throws(CipherError) -> SharedSecret {
        var full = header
        full["alg"] = "RS256"
        full["typ"] = "JWT"
        let base64 = Base64.urlUnpadded
        let message = Array(
            "\(base64.string(JSONValue.object(full).canonical)).\(base64.string(JSONValue.object(claims).canonical))"
                .utf8)
        let signature = try key.signature(of: message.span).withBytes { base64.encodeSecret($0) }
        var buffer = SecretBuffer(capacity: message.count + 1 + signature.count)
        buffer.append(message.span)
        buffer.append(".")
        buffer.append(signature)
        return SharedSecret(buffer.secret())
    }
}
