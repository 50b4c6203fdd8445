// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Posix
import Sealing
import Secrets
import TestSupport

/// The key of the specification's vectors.
let specificationKey = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="

func key(_ text: String, id: String = "k") throws(FernetError) -> FernetKey {
    try FernetKey(id: id, base64url: Array(text.utf8).span)
}

func text(of key: FernetKey) -> String { String(decoding: bytes(key.base64url()), as: UTF8.self) }

extension FernetKey {
    func encrypt(_ plaintext: [UInt8], at seconds: Int64) throws(FernetError) -> [UInt8] {
        var fernet = try fernet()
        return try fernet.encrypt(plaintext.span, at: Timestamp(seconds: seconds))
    }

    func decrypt(_ token: [UInt8], _ freshness: Fernet.Freshness = .anyAge) throws(FernetError) -> [UInt8] {
        var fernet = try fernet()
        return bytes(try fernet.decrypt(token.span, freshness))
    }

    func timestamp(of token: [UInt8]) throws(FernetError) -> Int64 {
        try fernet().timestamp(of: token.span).seconds
    }
}

extension KeyRing {
    func decrypt(_ token: [UInt8], _ freshness: Fernet.Freshness = .anyAge) throws(FernetError) -> [UInt8] {
        bytes(try decrypt(token.span, freshness))
    }

    func rotate(_ token: [UInt8]) throws(FernetError) -> [UInt8] { try rotate(token.span) }
}

/// The token of these bytes with an authentic code behind them: what only a holder of the key can make.
func forged(_ body: [UInt8], with key: FernetKey) throws -> [UInt8] {
    let key = bytes(key.base64url())
    guard let halves = Base64.url.decode(key.span) else { throw FernetError.malformedKey }
    let code = HMAC(key: Secret(copying: Array(halves.prefix(16)).span)).authenticate(body.span)
    return Base64.url.encode((body + code).span)
}

/// The bytes of a token before its authentication code.
func body(of token: [UInt8]) throws -> [UInt8] {
    guard let raw = Base64.url.decode(token.span) else { throw FernetError.malformed }
    return Array(raw.dropLast(32))
}
