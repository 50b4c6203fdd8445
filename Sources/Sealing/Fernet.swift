// SPDX-License-Identifier: Apache-2.0
package import Ciphers
package import Posix
package import Secrets

/// Encrypts and opens Fernet tokens, https://github.com/fernet/spec/blob/master/Spec.md.
///
///     token = base64url( 0x80 || u64be seconds || IV[16] || AES-128-CBC-PKCS7 || HMAC-SHA256(all before) )
package struct Fernet: ~Copyable, Sendable {
    /// How old a token may be.
    package enum Freshness: Sendable {
        /// Records stay good for as long as they are kept.
        case anyAge
        /// At most `seconds` old at `now`, and at most a minute ahead of it.
        case within(seconds: Int64, at: Timestamp)
    }

    private static let version: UInt8 = 0x80
    private static let headerCount = 1 + 8 + AESCBC.blockCount
    private static let maximumSkew: Int64 = 60

    private let mac: HMAC
    private var cipher: AESCBC
    private var random = RandomPool()

    package init(mac: consuming HMAC, cipher: consuming AESCBC) {
        self.mac = mac
        self.cipher = cipher
    }

    package mutating func encrypt(_ plaintext: Span<UInt8>, at time: Timestamp) throws(FernetError) -> [UInt8] {
        do {
            return try encrypt(plaintext, at: time, iv: try random.next(AESCBC.blockCount))
        } catch {
            throw .cipher(error)
        }
    }

    /// For the specification's vectors: an initialisation vector must never be used twice.
    mutating func encrypt(
        _ plaintext: Span<UInt8>, at time: Timestamp, iv: [UInt8]
    ) throws(CipherError) -> [UInt8] {
        var raw: [UInt8] = []
        raw.reserveCapacity(Self.headerCount + AESCBC.paddedCount(plaintext.count) + SHA256.count)
        raw.append(Self.version)
        for shift in stride(from: 56, through: 0, by: -8) {
            raw.append(UInt8(truncatingIfNeeded: time.seconds >> Int64(shift)))
        }
        raw.append(contentsOf: iv)
        try cipher.encrypt(plaintext, iv: iv.span, appendingTo: &raw)
        raw.append(contentsOf: mac.authenticate(raw.span))
        return Base64.url.encode(raw.span)
    }

    /// Opens a token: form, then authenticity, then age, and only then decryption.
    package mutating func decrypt(
        _ token: Span<UInt8>, _ freshness: Freshness = .anyAge
    ) throws(FernetError) -> Secret {
        let (raw, time) = try authenticated(token)
        if case .within(let seconds, let now) = freshness {
            if time.seconds > now.seconds + Self.maximumSkew { throw .fromTheFuture }
            // Subtracted, not added: the time is the token's, and may be the last one that there is.
            if now.seconds - time.seconds > seconds { throw .expired }
        }
        let all = raw.span
        do {
            return try cipher.decrypt(
                all.extracting(Self.headerCount..<all.count - SHA256.count),
                iv: all.extracting(9..<Self.headerCount))
        } catch CipherError.padding {
            throw .malformed
        } catch {
            throw .cipher(error)
        }
    }

    /// When the token was made, after its authenticity is proved.
    package borrowing func timestamp(of token: Span<UInt8>) throws(FernetError) -> Timestamp {
        try authenticated(token).time
    }

    private borrowing func authenticated(
        _ token: Span<UInt8>
    ) throws(FernetError) -> (raw: [UInt8], time: Timestamp) {
        guard let raw = Base64.url.decode(token) else { throw .malformed }
        let body = raw.count - Self.headerCount - SHA256.count
        guard body >= AESCBC.blockCount, body % AESCBC.blockCount == 0, raw[0] == Self.version else { throw .malformed }
        let all = raw.span
        let code = mac.authenticate(all.extracting(0..<all.count - SHA256.count))
        guard constantTimeEqual(code.span, all.extracting(all.count - SHA256.count..<all.count)) else {
            throw .notAuthentic
        }
        var seconds: UInt64 = 0
        for index in 1...8 { seconds = seconds << 8 | UInt64(raw[index]) }
        guard let time = Int64(exactly: seconds) else { throw .malformed }
        return (raw, Timestamp(seconds: time))
    }
}
