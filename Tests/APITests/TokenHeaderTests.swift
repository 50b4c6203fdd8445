// SPDX-License-Identifier: Apache-2.0
import Agent
import Foundation
import TestSupport
import Testing

@testable import API

struct TokenHeaderTests {
    private static func token(_ header: String) -> String {
        Data(header.utf8).base64EncodedString().replacingOccurrences(of: "=", with: "")
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_") + ".e30.c2ln"
    }

    @Test(
        arguments: [
            (#"{"alg":"RS256"}"#, TokenHeader.Algorithm.rs256, nil),
            (#"{"alg":"ES256","kid":"a","typ":"at+jwt"}"#, .es256, "a"),
            (#"{"alg":"EdDSA","kid":1}"#, .eddsa, nil),
            (#"{"alg":"HS256","kid":"","jku":"https://a"}"#, .hs256, ""),
        ] as [(String, TokenHeader.Algorithm, String?)])
    func `the algorithm and the key's name are read`(_ text: String, _ algorithm: TokenHeader.Algorithm, _ id: String?)
        throws
    {
        let header = try TokenHeader(of: Self.token(text), taking: TokenHeader.Algorithm.allCases)
        #expect(header.algorithm == algorithm)
        #expect(header.keyID == id)
    }

    @Test(
        arguments: [
            #"{"alg":"none"}"#, #"{"alg":"rs256"}"#, #"{"alg":"PS256"}"#, #"{"alg":1}"#, #"{"alg":null}"#, "{}",
            #"{"alg":["RS256"]}"#, #"{"alg":"RS256","crit":["exp"]}"#, #"{"alg":"RS256","crit":[]}"#,
            #"{"alg":"RS256","crit":null}"#,
        ])
    func `an algorithm that is not taken is refused, and what is critical too`(_ text: String) {
        #expect(throws: TokenRefusal.algorithm) {
            try TokenHeader(of: Self.token(text), taking: TokenHeader.Algorithm.allCases)
        }
    }

    @Test(
        arguments: [
            "JWT", "jwt", "Jwt", "at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+JWT", "application/jwt",
        ])
    func `a token of access may say that it is one`(_ type: String) throws {
        let text = #"{"alg":"RS256","typ":"\#(type)"}"#
        #expect(try TokenHeader(of: Self.token(text), taking: [.rs256]).algorithm == .rs256)
    }

    @Test(
        arguments: [
            #""""#, #""JOSE""#, #""logout+jwt""#, #""secevent+jwt""#, #""dpop+jwt""#, #""id+jwt""#, #""application/""#,
            #""text/jwt""#, #""application/application/jwt""#, #"" JWT""#, "null", "1", #"["JWT"]"#, "{}",
        ])
    func `a token that says that it is something else is refused`(_ type: String) {
        #expect(throws: TokenRefusal.type) {
            try TokenHeader(of: Self.token(#"{"alg":"RS256","typ":\#(type)}"#), taking: [.rs256])
        }
    }

    @Test func `what the configuration leaves out is not taken`() {
        #expect(throws: TokenRefusal.algorithm) {
            try TokenHeader(of: Self.token(#"{"alg":"HS256"}"#), taking: [.rs256, .es256, .eddsa])
        }
    }

    @Test(
        arguments: [
            "", ".", "..", "a.b", "a.b.c.d", ".e30.c2ln", token(#"{"alg":"RS256"}"#) + ".", token("[]"), token("1"),
            token(#""RS256""#), token("{"), token(#"{"alg":"RS256","alg":"none"}"#), "e30=.e30.c2ln", "e3 0.e30.c2ln",
            "é.e30.c2ln", token(#"{"alg":"RS256"}"#) + String(repeating: "A", count: 8192),
            token(#"{"a":"# + String(repeating: "[", count: 2000)),
        ])
    func `what is no token is refused`(_ token: String) {
        #expect(throws: TokenRefusal.malformed) {
            try TokenHeader(of: token, taking: TokenHeader.Algorithm.allCases)
        }
    }

    @Test func `a token may be as long as it may be, and not a byte longer`() throws {
        let start = Self.token(#"{"alg":"RS256"}"#)
        let longest = start + String(repeating: "A", count: TokenHeader.longest - start.utf8.count)
        #expect(try TokenHeader(of: longest, taking: [.rs256]).algorithm == .rs256)
        #expect(throws: TokenRefusal.malformed) { try TokenHeader(of: longest + "A", taking: [.rs256]) }
    }
}
