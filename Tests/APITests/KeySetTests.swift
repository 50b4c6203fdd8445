// SPDX-License-Identifier: Apache-2.0
import Agent
import JSON
import Testing

@testable import API

struct KeySetTests {
    private func set(_ keys: JSONValue...) throws -> KeySet {
        let set: JSONValue = ["keys": .array(keys)]
        return try #require(KeySet(parsing: set.canonical))
    }

    private func has(_ set: KeySet, _ algorithm: TokenHeader.Algorithm, _ id: String?) throws -> Bool {
        set.key(try PublishedKeys.header(algorithm, id)) != nil
    }

    @Test func `a key is found by its name and for its own algorithm`() throws {
        let set = try set(
            PublishedKeys.key(PublishedKeys.rsa, ["kid": "r", "alg": "RS256"]),
            PublishedKeys.key(PublishedKeys.ec, ["kid": "e"]), PublishedKeys.key(PublishedKeys.ed, ["kid": "d"]))
        #expect(try has(set, .rs256, "r"))
        #expect(try has(set, .es256, "e"))
        #expect(try has(set, .eddsa, "d"))
        for (algorithm, id) in [(.rs256, "e"), (.es256, "r"), (.eddsa, "r"), (.hs256, "r"), (.rs256, "x")]
            as [(TokenHeader.Algorithm, String)]
        {
            #expect(try !has(set, algorithm, id), "\(algorithm) \(id)")
        }
    }

    @Test func `a token that names no key has the only one of its kind`() throws {
        let one = PublishedKeys.key(PublishedKeys.rsa, ["kid": "1"])
        let other = PublishedKeys.key(PublishedKeys.rsa, ["kid": "2"])
        #expect(try has(set(one, .object(PublishedKeys.ed)), .rs256, nil))
        #expect(try !has(set(one, other), .rs256, nil))
        #expect(try !has(set(one, other), .hs256, nil))
    }

    @Test(
        arguments: [
            (["use": "sig"], true), (["use": "enc"], false), (["use": 1], false), (["key_ops": ["verify"]], true),
            (["key_ops": ["encrypt"]], false), (["key_ops": []], false), (["alg": "RS512"], false),
            (["alg": "RSA-OAEP-256"], false), (["alg": "RS256"], true),
        ] as [(JSONObject, Bool)])
    func `a key is for what its issuer says`(_ members: JSONObject, _ isThere: Bool) throws {
        #expect(try has(set(PublishedKeys.key(PublishedKeys.rsa, members)), .rs256, nil) == isThere)
    }

    @Test func `what is not known is left out`() throws {
        let good = PublishedKeys.key(PublishedKeys.ed, ["kid": "d"])
        let set = try set(
            ["kty": "AKP", "kid": "d"], [:], 1, .null, ["kty": "oct", "k": "AAAA", "kid": "s"],
            PublishedKeys.key(PublishedKeys.ec, ["crv": "P-384", "kid": "e"]), good)
        #expect(try has(set, .eddsa, "d"))
        #expect(try !has(set, .hs256, "s"))
        #expect(try !has(set, .es256, "e"))
    }

    @Test(arguments: ["", "{", "[]", "{}", #"{"keys":{}}"#, #"{"keys":null}"#, #"{"keys":[],"keys":[]}"#])
    func `what is no key set is none`(_ text: String) {
        #expect(KeySet(parsing: Array(text.utf8)) == nil)
    }
}
