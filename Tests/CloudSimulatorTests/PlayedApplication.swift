// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing

@testable import CloudSimulator

/// An application of Entra that owns itself, beside one that owns nothing.
struct PlayedApplication {
    static let tenant = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"
    static let id = "dddddddd-dddd-dddd-dddd-dddddddddddd"
    static let objectID = "eeeeeeee-eeee-eeee-eeee-eeeeeeeeeeee"
    static let other = "cccccccc-cccc-cccc-cccc-cccccccccccc"
    static let path = "graph.microsoft.com/v1.0/applications/\(objectID)"
    static let key = Result { try SigningKey() }

    let cloud: PlayedCloud
    let key: SigningKey

    init() throws {
        key = try Self.key.get()
        let permission: JSONValue = ["Application.ReadWrite.OwnedBy"]
        cloud = PlayedCloud(azure: [
            "tenants": [
                Self.tenant: [
                    "clients": [
                        Self.id: [
                            "applicationId": .string(Self.objectID), "secrets": ["first"],
                            "certificates": [.string(key.certificate)], "graph_roles": permission,
                            "owns": [.string(Self.id)],
                        ],
                        Self.other: ["secrets": ["other"], "graph_roles": permission],
                    ]
                ]
            ]
        ])
    }

    private func login(form: String, as id: String) async -> PlayedCloud.Reply {
        let scope = PercentCoding.encode("https://graph.microsoft.com/.default")
        return await cloud.send(
            "POST", "login.microsoftonline.com/\(Self.tenant)/oauth2/v2.0/token",
            form: "grant_type=client_credentials&client_id=\(id)&scope=\(scope)&\(form)")
    }

    func login(_ secret: String, as id: String = id) async -> PlayedCloud.Reply {
        await login(form: "client_secret=\(PercentCoding.encode(secret))", as: id)
    }

    func login(_ key: SigningKey) async throws -> PlayedCloud.Reply {
        let now = cloud.seconds
        let assertion = try key.token(
            ["x5t": .string(JWT.text(key.thumbprint))],
            [
                "iss": .string(Self.id), "sub": .string(Self.id), "jti": "1", "nbf": .number("\(now)"),
                "exp": .number("\(now + 600)"),
                "aud": .string("https://login.microsoftonline.com/\(Self.tenant)/oauth2/v2.0/token"),
            ])
        let type = PercentCoding.encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        return await login(form: "client_assertion_type=\(type)&client_assertion=\(assertion)", as: Self.id)
    }

    func token(_ secret: String = "first", as id: String = id) async -> String {
        await login(secret, as: id).json["access_token"]?.string ?? ""
    }

    /// - Parameter token: the application's own if nil.
    func act(_ action: String, _ body: JSONValue, token: String? = nil) async -> PlayedCloud.Reply {
        var bearer = token
        if bearer == nil { bearer = await self.token() }
        return await cloud.send("POST", "\(Self.path)/\(action)", body, bearer: bearer)
    }

    func get(_ select: String = "") async -> PlayedCloud.Reply {
        await cloud.send(
            "GET", "\(Self.path)?$select=id,passwordCredentials,keyCredentials\(select)", bearer: await token())
    }

    func proof(
        _ key: SigningKey? = nil, audience: String = "00000002-0000-0000-c000-000000000000",
        issuer: String = objectID, from start: Int64 = 0, seconds: Int64 = 600
    ) throws -> JSONValue {
        let begin = cloud.seconds + start
        return .string(
            try (key ?? self.key).token(
                [:],
                [
                    "aud": .string(audience), "iss": .string(issuer), "nbf": .number("\(begin)"),
                    "exp": .number("\(begin + seconds)"),
                ]))
    }
}
