// SPDX-License-Identifier: Apache-2.0
import JSON

/// A request to Vault, and the lists of those that a role needs and must not be able to make.
struct VaultRequest: Sendable, CustomStringConvertible {
    let method: String
    let path: String
    let body: JSONValue?

    init(_ method: String, _ path: String, _ body: JSONValue? = nil) {
        self.method = method
        self.path = path
        self.body = body
    }

    var description: String { "\(method) \(path)" }

    static let secrets = ["aws", "fernet", "audit"].map { "cloud-extractor/prod/\($0)" }
    static let anchor = "cloud-extractor/prod/audit-head"
    private static let written: JSONValue = ["data": ["access_key_id": "AKIAIOSFODNN7EXAMPLE"], "options": ["cas": 1]]
    private static let anchored = VaultRequest("POST", "secret/data/\(anchor)", ["data": ["checkpoint": "text"]])
    private static let versions: JSONValue = ["versions": [1]]

    private static func read(_ secret: String) -> VaultRequest { VaultRequest("GET", "secret/data/\(secret)") }
    private static func write(_ secret: String) -> VaultRequest {
        VaultRequest("POST", "secret/data/\(secret)", written)
    }
    private static func patch(_ secret: String) -> VaultRequest {
        VaultRequest("PATCH", "secret/data/\(secret)", written)
    }
    private static func metadata(_ secret: String) -> VaultRequest { VaultRequest("GET", "secret/metadata/\(secret)") }

    /// Every request that the role's commands make. The last one ends the token.
    static func needed(_ role: String) -> [VaultRequest] {
        var requests: [VaultRequest]
        switch role {
        case "reader": requests = secrets.map(read)
        case "decrypter", "keeper": requests = [read(secrets[1]), read(secrets[2])]
        case "rotator": requests = [read(secrets[0]), read(secrets[2]), patch(secrets[0])]
        default: requests = secrets.map(metadata) + [VaultRequest("GET", "sys/policies/acl/cloud-extractor")]
        }
        requests += [read(anchor), role == "auditor" ? metadata(anchor) : anchored]
        requests.append(VaultRequest("GET", "auth/token/lookup-self"))
        if role == "reader" {
            requests.append(VaultRequest("POST", "sys/capabilities-self", ["paths": ["sys/seal"]]))
        }
        requests.append(VaultRequest("POST", "auth/token/renew-self"))
        requests.append(VaultRequest("POST", "auth/token/revoke-self"))
        return requests
    }

    static func forbidden(_ role: String) -> [VaultRequest] {
        switch role {
        case "reader": secrets.map(write) + secrets.map(metadata) + everybody
        case "decrypter", "keeper": [read(secrets[0])] + secrets.map(write) + secrets.map(metadata) + everybody
        case "rotator":
            [read(secrets[1]), patch(secrets[1]), patch(secrets[2]), metadata(secrets[0])] + secrets.map(write)
                + everybody
        default: secrets.map(read) + secrets.map(write) + [write(anchor)] + everybody
        }
    }

    /// What nobody may do.
    private static var everybody: [VaultRequest] {
        (secrets + [anchor]).flatMap(removals) + [read("\(anchor)/other")] + strangers + administration
    }

    private static func removals(_ secret: String) -> [VaultRequest] {
        [
            VaultRequest("DELETE", "secret/data/\(secret)"), VaultRequest("DELETE", "secret/metadata/\(secret)"),
            VaultRequest("POST", "secret/delete/\(secret)", versions),
            VaultRequest("POST", "secret/destroy/\(secret)", versions),
            VaultRequest("POST", "secret/undelete/\(secret)", versions),
            VaultRequest("POST", "secret/metadata/\(secret)", ["cas_required": false]),
        ]
    }

    private static let strangers = [
        VaultRequest("GET", "secret/data/cloud-extractor/staging/aws"), VaultRequest("GET", "secret/data/other"),
        VaultRequest("GET", "secret/data/cloud-extractor/prod/aws2"),
        VaultRequest("LIST", "secret/metadata/cloud-extractor"),
        VaultRequest("LIST", "secret/metadata/cloud-extractor/prod"),
        VaultRequest("POST", "secret/config", ["max_versions": 1]),
        VaultRequest("POST", "secret/data/cloud-extractor/prod/new", ["data": ["a": "b"]]),
    ]

    private static let administration = [
        VaultRequest("POST", "auth/token/create"), VaultRequest("POST", "auth/token/create-orphan"),
        VaultRequest("POST", "auth/approle/role/cloud-extractor/secret-id"),
        VaultRequest("GET", "auth/approle/role/cloud-extractor/role-id"),
        VaultRequest("PUT", "sys/policies/acl/cloud-extractor", ["policy": "path \"*\" { capabilities = [\"sudo\"] }"]),
        VaultRequest("GET", "sys/policies/acl/other"), VaultRequest("GET", "sys/mounts"),
        VaultRequest("GET", "sys/auth"), VaultRequest("PUT", "sys/seal"), VaultRequest("GET", "sys/audit"),
        VaultRequest("GET", "cubbyhole/own"), VaultRequest("LIST", "identity/entity/name"),
        VaultRequest("POST", "sys/tools/random/16"),
    ]
}
