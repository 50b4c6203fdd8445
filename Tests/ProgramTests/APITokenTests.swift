// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// Which tokens the agent believes, and what it says to the others: RFC 6750, RFC 8725.
struct APITokenTests {
    /// What is expected of a request with a token.
    private enum Verdict {
        case taken
        /// 401, with this description of RFC 6750 §3.
        case refused(String)
        /// 401 without an error: nothing was sent that could be one.
        case missing
        case status(Int)
    }

    private func check(
        _ agent: RunningAgent, _ cases: [(name: String, headers: [(String, String)], verdict: Verdict)]
    ) async throws {
        let answers = try await agent.send(
            cases.map { WebClient.Request("GET", "/v1/extractors", headers: $0.headers) })
        for (wanted, answer) in zip(cases, answers) {
            let challenge = answer.header("WWW-Authenticate")
            let comment = Comment(rawValue: "\(wanted.name): \(answer.body) \(challenge ?? "")")
            let realm = "Bearer realm=\"cloud-extractor\""
            switch wanted.verdict {
            case .taken:
                #expect(answer.status == 200, comment)
                #expect(challenge == nil, comment)
                continue
            case .refused(let words):
                #expect(answer.status == 401, comment)
                #expect(
                    challenge == "\(realm), error=\"invalid_token\", error_description=\"\(words)\"", comment)
                #expect(answer.json["detail"]?.string == words, comment)
            case .missing:
                #expect(answer.status == 401, comment)
                #expect(challenge == realm, comment)
            case .status(let status): #expect(answer.status == status, comment)
            }
            #expect(answer.header("Content-Type") == "application/problem+json", comment)
            #expect(answer.json["status"]?.integer == answer.status, comment)
            #expect(answer.json["title"]?.string?.isEmpty == false, comment)
        }
    }

    private static func bearer(_ token: String) -> [(String, String)] { [("Authorization", "Bearer \(token)")] }

    private static func hs(_ claims: JSONValue) -> JSONValue {
        ["algorithm": "HS256", "secret": .string(Lab.apiKey), "claims": claims]
    }

    private static let malformed = Verdict.refused("the token is malformed")
    private static let noBearer = Verdict.missing

    @Test func `what is no token is refused`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let good = try await agent.token()
        let parts = good.split(separator: ".").map(String.init)
        try await check(
            agent,
            [
                ("none", [], Self.noBearer),
                ("an empty header", [("Authorization", "")], Self.noBearer),
                ("the scheme alone", [("Authorization", "Bearer")], Self.noBearer),
                ("an empty token", [("Authorization", "Bearer ")], Self.noBearer),
                ("another scheme", [("Authorization", "Basic YTpi")], Self.noBearer),
                ("a lower-case scheme", [("Authorization", "bearer \(good)")], .taken),
                ("an upper-case scheme", [("Authorization", "BEARER \(good)")], .taken),
                ("two headers", Self.bearer(good) + Self.bearer(good), .status(400)),
                ("a word", Self.bearer("nonsense"), Self.malformed),
                ("two parts", Self.bearer("\(parts[0]).\(parts[1])"), Self.malformed),
                ("four parts", Self.bearer("\(good).x"), Self.malformed),
                ("an empty payload", Self.bearer("\(parts[0])..\(parts[2])"), Self.malformed),
                ("a header that is no base64url", Self.bearer("@@@.\(parts[1]).\(parts[2])"), Self.malformed),
                ("a header with padding", Self.bearer("\(parts[0])=.\(parts[1]).\(parts[2])"), Self.malformed),
                ("a header that is no JSON", Self.bearer("bm9uZQ.\(parts[1]).\(parts[2])"), Self.malformed),
                ("a header that is a list", Self.bearer("W10.\(parts[1]).\(parts[2])"), Self.malformed),
                ("a token of 9 KiB", Self.bearer(good + String(repeating: "A", count: 9216)), Self.malformed),
                ("a token with a space", Self.bearer("\(good) x"), .refused("the token's signature does not hold")),
                (
                    "a signature that is no base64url", Self.bearer("\(parts[0]).\(parts[1]).@@@"),
                    .refused("the token's signature does not hold")
                ),
                (
                    "a tampered payload", Self.bearer("\(parts[0]).\(Self.changed(parts[1])).\(parts[2])"),
                    .refused("the token's signature does not hold")
                ),
                (
                    "a tampered signature", Self.bearer("\(parts[0]).\(parts[1]).\(Self.changed(parts[2]))"),
                    .refused("the token's signature does not hold")
                ),
            ])
    }

    /// Another character in its midst.
    private static func changed(_ part: String) -> String {
        var characters = Array(part)
        let middle = characters.count / 2
        characters[middle] = characters[middle] == "A" ? "B" : "A"
        return String(characters)
    }

    @Test func `claims are held against what is expected`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let now = Int(Date().timeIntervalSince1970)
        func claims(_ changes: JSONObject) -> JSONValue { Issuer.claims(roles: ["viewer"], changes) }
        func text(_ exp: String) -> JSONValue {
            .string(
                #"{"sub":"a","iss":"\#(Issuer.name)","aud":"\#(Issuer.audience)","exp":\#(exp),"roles":["viewer"]}"#)
        }
        let audience = Verdict.refused("the token is for somebody else")
        let lacking = Verdict.refused("the token lacks sub or exp")
        let cases: [(String, JSONValue, Verdict)] = [
            ("good", claims([:]), .taken),
            ("expired", claims(["exp": JSONValue(now - 60)]), .refused("the token is expired")),
            ("expired within the leeway", claims(["exp": JSONValue(now - 5)]), .taken),
            ("not yet valid", claims(["nbf": JSONValue(now + 60)]), .refused("the token is not good yet")),
            ("valid within the leeway", claims(["nbf": JSONValue(now + 5)]), .taken),
            ("another audience", claims(["aud": "somebody"]), audience),
            ("no audience", claims(["aud": .null]), audience),
            ("audiences, one of them ours", claims(["aud": ["somebody", "cloud-extractor"]]), .taken),
            ("audiences, none of them ours", claims(["aud": ["somebody", "else"]]), audience),
            ("an empty list of audiences", claims(["aud": []]), audience),
            ("an audience that is a number", claims(["aud": 1]), Self.malformed),
            ("another issuer", claims(["iss": "https://else.example"]), .refused("the token is from somebody else")),
            ("no issuer", claims(["iss": .null]), .refused("the token is from somebody else")),
            ("no exp", claims(["exp": .null]), lacking),
            ("no sub", claims(["sub": .null]), lacking),
            ("an empty sub", claims(["sub": ""]), lacking),
            ("exp as text", claims(["exp": .string("\(now + 60)")]), Self.malformed),
            ("a huge exp", text("1e300"), lacking),
            ("an infinite exp", text("1e999"), Self.malformed),
            ("an exp beyond 64 bits", text("18446744073709551616"), lacking),
            ("a negative exp", text("-1"), lacking),
            ("an exp with a fraction", text("\(now + 60).5"), .taken),
            ("no roles", claims(["roles": .null]), .status(403)),
            ("an empty list of roles", claims(["roles": []]), .status(403)),
            ("unknown roles", claims(["roles": ["admin", "Viewer", "viewer "]]), .status(403)),
            ("roles as text", claims(["roles": "viewer"]), Self.malformed),
            ("claims that are a list", "[]", Self.malformed),
            ("claims that are no JSON", "{", Self.malformed),
            (
                "a deep claim", .string(#"{"a":"# + String(repeating: "[", count: 3000)), Self.malformed
            ),
        ]
        let tokens = try await agent.issuer.tokens(cases.map { Self.hs($0.1) })
        try await check(agent, zip(cases, tokens).map { ($0.0, Self.bearer($1), $0.2) })
    }

    @Test func `keys and algorithms are ours to choose, not the token's`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let claims = Issuer.claims(roles: ["viewer"])
        func signed(_ algorithm: String, _ key: String, kid: String? = nil) -> JSONValue {
            let name: JSONValue = kid.map { .string($0) } ?? .null
            return ["algorithm": .string(algorithm), "key": .string(key), "kid": name, "claims": claims]
        }
        let algorithm = Verdict.refused("the token's algorithm is not taken")
        let unknown = Verdict.refused("the token's key is not known")
        let signature = Verdict.refused("the token's signature does not hold")
        let pem = try await agent.issuer.pem()
        var cases: [(String, JSONValue, Verdict)] = ["none", "None", "NONE", "nOnE"].map { name in
            ("alg \(name)", ["algorithm": .string(name), "secret": "x", "raw": true, "claims": claims], Self.malformed)
        }
        cases += ["none", "None", "NONE", "nOnE", "HS384", "RS512", "PS256", "hs256", "ES256K", ""].map { name in
            (
                "alg \(name) with a signature",
                [
                    "algorithm": "none", "secret": "x", "header": ["alg": .string(name)], "claims": claims,
                    "signature": "c2ln",
                ], algorithm
            )
        }
        cases += [
            ("RS256", signed("RS256", "rsa", kid: "rsa"), .taken),
            ("ES256", signed("ES256", "ec", kid: "ec"), .taken),
            ("EdDSA", signed("EdDSA", "ed", kid: "ed"), .taken),
            ("no kid, and one key of the kind", signed("RS256", "rsa"), .taken),
            ("an unknown kid", signed("RS256", "rsa", kid: "who"), unknown),
            ("a kid of another kind of key", signed("RS256", "rsa", kid: "ec"), unknown),
            ("a foreign key that says it is ours", signed("RS256", "foreign", kid: "rsa"), signature),
            ("a foreign key of its own name", signed("RS256", "foreign", kid: "foreign"), unknown),
            (
                "a foreign secret",
                ["algorithm": "HS256", "secret": "0123456789012345678901234567890123", "claims": claims], signature
            ),
            (
                "the public key as a secret",
                ["algorithm": "HS256", "secret": .string(pem), "raw": true, "kid": "rsa", "claims": claims], signature
            ),
            (
                "crit",
                ["algorithm": "RS256", "key": "rsa", "kid": "rsa", "header": ["crit": ["exp"]], "claims": claims],
                algorithm
            ),
            (
                "a key in the header",
                [
                    "algorithm": "RS256", "key": "foreign",
                    "header": ["jku": "http://127.0.0.1:9/keys", "jwk": ["kty": "RSA"], "x5u": "http://127.0.0.1:9"],
                    "claims": claims,
                ], signature
            ),
            (
                "a kid that is a number",
                ["algorithm": "RS256", "key": "foreign", "header": ["kid": 1], "claims": claims],
                .refused("the token is malformed")
            ),
        ]
        let tokens = try await agent.issuer.tokens(cases.map { $0.1 })
        try await check(agent, zip(cases, tokens).map { ($0.0, Self.bearer($1), $0.2) })
    }

    @Test func `a key set with kinds that nobody knows has its good keys still`() async throws {
        let issuer = try await Issuer()
        try await issuer.publish([
            "published": ["rsa", "rsa2", "ec", "ec2", "ec384", "ed"], "uses": ["rsa2": "enc", "ec2": "sig"],
            "extra": [
                ["kty": "ML-DSA", "kid": "future"], ["kty": "oct", "kid": "secret", "k": "AAAA"], [:], 1, "x",
                ["kty": "RSA", "kid": "broken", "n": "!", "e": "AQAB"],
            ],
        ])
        let agent = try await RunningAgent(try await Lab.forAPI(), issuer: issuer)
        let claims = Issuer.claims(roles: ["viewer"])
        func signed(_ algorithm: String, _ key: String, _ kid: JSONValue) -> JSONValue {
            ["algorithm": .string(algorithm), "key": .string(key), "kid": kid, "claims": claims]
        }
        let unknown = Verdict.refused("the token's key is not known")
        let cases: [(String, JSONValue, Verdict)] = [
            ("rsa", signed("RS256", "rsa", "rsa"), .taken),
            ("ed", signed("EdDSA", "ed", "ed"), .taken),
            ("ec", signed("ES256", "ec", "ec"), .taken),
            ("use: sig", signed("ES256", "ec2", "ec2"), .taken),
            ("use: enc", signed("RS256", "rsa2", "rsa2"), unknown),
            ("no kid, and two keys of the kind", signed("ES256", "ec", .null), unknown),
            ("no kid, and one of the kind for signing", signed("RS256", "rsa", .null), .taken),
            ("a key whose number is no base64url", signed("RS256", "rsa", "broken"), unknown),
            (
                "a secret in the set",
                ["algorithm": "HS256", "secret": "\u{0}\u{0}\u{0}", "raw": true, "kid": "secret", "claims": claims],
                .refused("the token's signature does not hold")
            ),
        ]
        let tokens = try await issuer.tokens(cases.map { $0.1 })
        try await check(agent, zip(cases, tokens).map { ($0.0, Self.bearer($1), $0.2) })
    }

    @Test func `an issuer that changes its key is asked once, and one that is asked in vain is let be`() async throws {
        let issuer = try await Issuer()
        try await issuer.publish(["published": ["rsa"]])
        let agent = try await RunningAgent(try await Lab.forAPI(), issuer: issuer)
        func token(_ key: String, kid: String) async throws -> String {
            try await issuer.tokens([
                [
                    "algorithm": "RS256", "key": .string(key), "kid": .string(kid),
                    "claims": Issuer.claims(roles: ["viewer"]),
                ]
            ])[0]
        }
        #expect(try await issuer.count() == 0)
        let old = WebClient.Request("GET", "/v1/extractors", token: try await token("rsa", kid: "rsa"))
        let foreign = WebClient.Request("GET", "/v1/extractors", token: try await token("foreign", kid: "who"))
        // The first one has the keys fetched; of a hundred with keys that nobody has, none.
        let answers = try await agent.send([old] + Array(repeating: foreign, count: 100) + [old])
        #expect(answers.map(\.status) == [200] + Array(repeating: 401, count: 100) + [200])
        #expect(try await issuer.count() == 1)
    }

    @Test func `an issuer whose keys cannot be had is counted, warned of, and no reason to let anybody in`()
        async throws
    {
        let issuer = try await Issuer()
        try await issuer.publish(["published": ["rsa"], "status": 500])
        let agent = try await RunningAgent(try await Lab.forAPI(), issuer: issuer)
        func failures() async throws -> String? {
            let text = try await agent.send("GET", "/metrics").body
            return text.firstMatch(of: /\njwks_fetch_failures_total ([0-9.]+)\n/).map { String($0.1) }
        }
        #expect(try await failures() == "0")
        let token = try await issuer.tokens([
            ["algorithm": "RS256", "key": "rsa", "kid": "rsa", "claims": Issuer.claims(roles: ["viewer"])]
        ])[0]
        for _ in 0..<3 { #expect(try await agent.send("GET", "/v1/extractors", token: token).status == 503) }
        #expect(try await failures() == "1")
        let ended = try await agent.ended()
        let warnings = ended.errorText.split(separator: "\n").filter { $0.contains("keys cannot be fetched") }
        #expect(warnings.count == 1 && warnings.allSatisfy { $0.contains("WARNING") && $0.contains("it answers 500") })
    }
}
