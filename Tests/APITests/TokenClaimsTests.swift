// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import Testing

@testable import API

struct TokenClaimsTests {
    private static let expected = TokenExpectations(issuer: "i", audience: "a", leeway: 30)
    private static let now = Timestamp(seconds: 1_000_000)

    private func identity(_ json: String) throws -> Identity {
        try JSONDecoder().decode(TokenClaims.self, from: Data(json.utf8)).identity(Self.expected, now: Self.now)
    }

    @Test func `who is who, with the roles that there are, until the leeway's end`() throws {
        let identity = try identity(
            #"{"sub":"alice","iss":"i","aud":["b","a"],"exp":1000001,"roles":["viewer","auditor","king"]}"#)
        #expect(identity.subject == "alice")
        #expect(identity.roles == [.viewer, .auditor])
        #expect(identity.expires == Timestamp(seconds: 1_000_031))
    }

    @Test(
        arguments: [
            (#""exp":999971"#, nil), (#""exp":999970"#, .expired), (#""exp":0"#, .expired), (#""exp":-1"#, .claims),
            (#""exp":253402300799"#, nil), (#""exp":253402300800"#, .claims), (#""exp":1e308"#, .claims),
            (#""exp":1000001,"nbf":1000030"#, nil), (#""exp":1000001,"nbf":1000031"#, .notYet),
            (#""exp":1000001,"nbf":1e308"#, .notYet), (#""exp":1000001,"nbf":-1e308"#, nil), (#""nbf":1"#, .claims),
        ] as [(String, TokenRefusal?)])
    func `time has its limits`(_ times: String, _ refusal: TokenRefusal?) {
        let json = #"{"sub":"alice","iss":"i","aud":"a",\#(times)}"#
        if let refusal {
            #expect(throws: refusal) { try identity(json) }
        } else {
            #expect(throws: Never.self) { try identity(json) }
        }
    }

    @Test(
        arguments: [
            (#"{"iss":"i","aud":"a","exp":1000001}"#, .claims),
            (#"{"sub":"","iss":"i","aud":"a","exp":1000001}"#, .claims),
            (#"{"sub":"s","aud":"a","exp":1000001}"#, .issuer),
            (#"{"sub":"s","iss":"I","aud":"a","exp":1000001}"#, .issuer),
            (#"{"sub":"s","iss":"i","exp":1000001}"#, .audience),
            (#"{"sub":"s","iss":"i","aud":[],"exp":1000001}"#, .audience),
            (#"{"sub":"s","iss":"i","aud":"A","exp":1000001}"#, .audience),
        ] as [(String, TokenRefusal)])
    func `what is missing or another's is refused`(_ json: String, _ refusal: TokenRefusal) {
        #expect(throws: refusal) { try identity(json) }
    }
}
