// SPDX-License-Identifier: Apache-2.0
import Agent
import Foundation
import JSON

@testable import API

/// Public keys of specifications: RFC 7517 appendix A.1, RFC 8037 appendix A.2.
enum PublishedKeys {
    static let rsa: JSONObject = [
        "kty": "RSA",
        "n":
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
        "e": "AQAB",
    ]
    static let ec: JSONObject = [
        "kty": "EC", "crv": "P-256", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
        "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
    ]
    static let ed: JSONObject = [
        "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    ]

    static func key(_ key: JSONObject, _ members: JSONObject) -> JSONValue {
        var key = key
        for member in members.members { key[member.name] = member.value }
        return .object(key)
    }

    static func text(_ keys: JSONValue...) -> String {
        let set: JSONValue = ["keys": .array(keys)]
        return String(decoding: set.canonical, as: UTF8.self)
    }

    /// The head of a token that wants a key.
    static func header(_ algorithm: TokenHeader.Algorithm, _ id: String?) throws -> TokenHeader {
        var object: JSONObject = ["alg": .string(algorithm.rawValue)]
        object["kid"] = id.map { .string($0) }
        let text = Data(JSONValue.object(object).canonical).base64EncodedString()
            .replacingOccurrences(of: "=", with: "")
        return try TokenHeader(of: "\(text).e30.c2ln", taking: TokenHeader.Algorithm.allCases)
    }
}
