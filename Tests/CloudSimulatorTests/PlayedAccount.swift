// SPDX-License-Identifier: Apache-2.0
import JSON
import Secrets
import Testing

@testable import CloudSimulator

/// A service account that manages its own keys and nothing else, beside one that may do nothing.
struct PlayedAccount {
    static let email = "rotator@demo-project.iam.gserviceaccount.com"
    static let other = "other@demo-project.iam.gserviceaccount.com"
    static let path = "iam.googleapis.com/v1/projects/demo-project/serviceAccounts/\(email)/keys"
    static let keyID = "0123456789abcdef0123456789abcdef01234567"
    static let key = Result { try SigningKey() }

    let cloud: PlayedCloud
    let key: SigningKey

    init() throws {
        key = try Self.key.get()
        let start = try #require(CertificateFile(Array(key.certificate.utf8))).start
        let permissions = ["create", "list", "get", "disable", "enable", "delete"].map {
            "iam.serviceAccountKeys.\($0)"
        }
        cloud = PlayedCloud(gcp: [
            "service_accounts": [
                Self.email: [
                    "keys": [Self.keyID: .string(key.certificate)],
                    "permissions": [
                        "projects/demo-project/serviceAccounts/\(Self.email)": JSONValue(strings: permissions)
                    ],
                ],
                Self.other: ["keys": [Self.keyID: .string(key.certificate)]],
            ],
            "projects": [["projectId": "demo-project", "projectNumber": "123456789012"]],
        ])
        // Certificates are made by the machine's clock.
        cloud.pass(start + 60 - cloud.seconds)
    }

    func login(_ key: SigningKey, _ id: String, as email: String = email) async throws -> PlayedCloud.Reply {
        let now = cloud.seconds
        let assertion = try key.token(
            ["kid": .string(id)],
            [
                "iss": .string(email), "aud": "https://oauth2.googleapis.com/token", "iat": .number("\(now)"),
                "exp": .number("\(now + 3600)"), "scope": "https://www.googleapis.com/auth/cloud-platform",
            ])
        let grant = PercentCoding.encode(PlayedCloud.jwtBearer)
        return await cloud.send(
            "POST", "oauth2.googleapis.com/token", form: "grant_type=\(grant)&assertion=\(assertion)")
    }

    func token(as email: String = email) async throws -> String {
        try await login(key, Self.keyID, as: email).json["access_token"]?.string ?? ""
    }

    /// - Parameter path: behind `…/keys`
    func send(_ method: String, _ path: String = "", _ body: JSONValue? = nil) async throws -> PlayedCloud.Reply {
        await cloud.send(method, Self.path + path, body, bearer: try await token())
    }

    /// The ids of the keys that users manage.
    func listed() async throws -> [String] {
        let keys = try await send("GET", "?keyTypes=USER_MANAGED").json["keys"]?.array ?? []
        return keys.compactMap { $0["name"]?.string?.segments.last }
    }

    func upload(_ certificate: String) async throws -> PlayedCloud.Reply {
        try await send("POST", ":upload", ["publicKeyData": .string(Base64.standard.string(Array(certificate.utf8)))])
    }
}
