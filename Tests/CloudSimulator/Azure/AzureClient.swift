// SPDX-License-Identifier: Apache-2.0
import JSON

/// An application with its service principal: how it proves itself, and what it may do.
struct AzureClient: Sendable {
    /// Whom else's tokens stand for a secret, `federatedIdentityCredential` of Microsoft Graph.
    struct Federation: Sendable {
        let issuer: String
        let subject: String
        let audience: String
        /// The issuer's public key, PEM.
        let key: String
    }

    let id: String
    let name: String
    /// The application's object in Microsoft Graph, and the service principal's.
    let applicationID: String
    let principalID: String
    var passwords: [AzurePassword]
    var certificates: [AzureCertificate]
    let federations: [Federation]
    /// Allowed actions by scope.
    let roles: [String: [String]]
    /// Application permissions of Microsoft Graph: `Application.Read.All`
    let graphRoles: [String]
    /// The clients whose applications it owns: not its own, unless that is named.
    let owns: [String]
    /// Whether the metadata service gives its tokens.
    let isManaged: Bool

    init(id: String, _ json: JSONValue) {
        func strings(_ name: String) -> [String] { json[name]?.array?.compactMap(\.string) ?? [] }
        self.id = id
        name = json["displayName"]?.string ?? "application \(id.prefix(8))"
        applicationID = json["applicationId"]?.string ?? Identifier.uuid(of: "application \(id)")
        principalID = json["principalId"]?.string ?? Identifier.uuid(of: "principal \(id)")
        passwords = strings("secrets").enumerated().map { index, text in
            AzurePassword(
                keyID: Identifier.uuid(of: "password \(index) \(id)"), name: "initial", text: text, life: Lifespan())
        }
        certificates = strings("certificates").enumerated().compactMap { index, pem in
            CertificateFile(Array(pem.utf8)).map {
                AzureCertificate(
                    keyID: Identifier.uuid(of: "certificate \(index) \(id)"), name: "initial", file: $0,
                    life: Lifespan(start: $0.start, end: $0.end))
            }
        }
        federations = (json["federated"]?.array ?? []).map {
            Federation(
                issuer: $0["issuer"]?.string ?? "", subject: $0["subject"]?.string ?? "",
                audience: $0["audience"]?.string ?? "api://AzureADTokenExchange", key: $0["key"]?.string ?? "")
        }
        var roles: [String: [String]] = [:]
        for role in json["roles"]?.object?.members ?? [] {
            roles[role.name.withoutSlashes] = role.value.array?.compactMap(\.string) ?? []
        }
        self.roles = roles
        graphRoles = strings("graph_roles")
        owns = strings("owns").map { $0.lowercased() }
        isManaged = json["managed_identity"]?.bool ?? false
    }
}
