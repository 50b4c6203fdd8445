// SPDX-License-Identifier: Apache-2.0
import Agent
import Foundation
import HTTP
import JWTKit
import Logging
import Posix
import Secrets

/// Tells who sent a request, by its bearer token.
struct TokenVerifier: Sendable {
    private let algorithms: [APISettings.Tokens.Algorithm]
    private let expectations: TokenExpectations
    private let secret: HMACKey?
    private let source: KeySetSource?
    private let wallClock: any WallClock

    /// - Parameter secret: for HS256. JWTKit keeps a copy in ordinary memory.
    init(
        _ settings: APISettings.Tokens, secret: SharedSecret?, wallClock: any WallClock, clock: any Clock<Duration>,
        logger: Logger
    ) throws(HTTPError) {
        algorithms = settings.algorithms
        expectations = TokenExpectations(
            issuer: settings.issuer, audience: settings.audience, leeway: settings.leeway)
        self.secret = secret.map { secret in
            secret.withBytes { bytes in
                var data = Data(capacity: bytes.count)
                for index in bytes.indices { data.append(bytes[index]) }
                return HMACKey(from: data)
            }
        }
        source =
            if let keySet = settings.keySet {
                try KeySetSource(keySet, authorities: settings.keySetAuthorities, clock: clock, logger: logger)
            } else {
                nil
            }
        self.wallClock = wallClock
    }

    func verify(_ token: String) async throws(TokenRefusal) -> Identity {
        let header = try TokenHeader(of: token, taking: algorithms)
        // One key at a time: with several, JWTKit takes another one where the named one is not there.
        let keys = JWTKeyCollection()
        switch header.algorithm {
        case .hs256:
            guard let secret else { throw .unknownKey }
            await keys.add(hmac: secret, digestAlgorithm: .sha256)
        case .rs256, .es256, .eddsa:
            guard let source, let key = try await source.keys(for: header).key(header) else { throw .unknownKey }
            try await Self.add(key, to: keys)
        }
        return try await claims(of: token, keys).identity(expectations, now: wallClock.now())
    }

    private static func add(_ key: JWK, to keys: JWTKeyCollection) async throws(TokenRefusal) {
        var key = key
        key.keyIdentifier = key.keyIdentifier ?? "only"
        do {
            try await keys.add(jwk: key, isDefault: true)
        } catch {
            throw .unknownKey
        }
    }

    private func claims(of token: String, _ keys: JWTKeyCollection) async throws(TokenRefusal) -> TokenClaims {
        do {
            return try await keys.verify(token, as: TokenClaims.self)
        } catch is DecodingError {
            throw .malformed
        } catch let error as JWTError where error.errorType == .malformedToken {
            throw .malformed
        } catch {
            throw .signature
        }
    }
}
