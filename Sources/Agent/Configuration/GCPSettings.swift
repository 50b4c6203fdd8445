// SPDX-License-Identifier: Apache-2.0
package import Access
import GCP
import REST
import StrictYAML

/// The `cloud_providers.gcp` section.
package struct GCPSettings: Sendable, Equatable {
    /// How the caller proves who it is.
    package enum Login: Sendable, Equatable {
        /// The secret in Vault holds the members of a service account's key file.
        case serviceAccountKey(secret: String)
        case workloadIdentity(audience: String, tokenFile: String)
        case metadataServer
    }

    /// Where new keys of the service account are made.
    package enum Rotation: String, Sendable {
        /// Here; Google gets the public half.
        case upload
        /// By Google, which sends the private half.
        case create
    }

    package enum Projects: Sendable, Equatable {
        case named([String])
        /// Those below folders and organizations, at any depth.
        case below([String])
    }

    package let isEnabled: Bool
    package let login: Login
    /// The name of the secret of whoever rotates the service account's keys.
    package let rotator: String
    package let rotation: Rotation
    package let projects: Projects
    /// Ids and names of projects.
    package let excluded: AccountExclusion
    /// The service accounts as which services are read, by service; `default` for the others.
    package let impersonated: [String: String]
    /// `googleapis.com`, or another universe's domain.
    package let universe: String
    /// Of everything, login included.
    package let endpoint: String?

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        isEnabled = try map.bool("enabled") ?? false
        login = try Login(&map)
        rotator = try map.vaultPath("rotator_credentials") ?? "gcp-rotator"
        let name = try map.string("rotate_by") ?? Rotation.upload.rawValue
        guard let rotation = Rotation(rawValue: name) else {
            throw map.invalid("rotate_by", "is neither upload nor create")
        }
        self.rotation = rotation
        projects = try Projects(&map)
        excluded = AccountExclusion(try map.filledStrings("exclude") ?? [])
        impersonated = try Self.impersonated(&map)
        universe = try map.string("universe_domain") ?? "googleapis.com"
        guard universe.contains("."), universe.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
        else { throw map.invalid("universe_domain", "is no domain") }
        endpoint = try map.string("endpoint_url")
        try map.end()
    }

    private static func impersonated(_ map: inout YAMLMapping) throws(YAMLError) -> [String: String] {
        var emails: [String: String] = [:]
        if let email = try? map.string("impersonate") {
            emails["default"] = email
        } else if var table = try map.mapping("impersonate") {
            for service in table.keys { emails[service] = try table.required(service, try table.string(service)) }
            guard emails["default"] != nil else {
                throw map.invalid("impersonate", "has no 'default', for the services that it does not name")
            }
        }
        for service in emails.keys where service != "default" && !GCPCatalogue.embedded.services.contains(service) {
            throw map.invalid("impersonate", "names the service '\(service)', which there is not")
        }
        for email in emails.values where !email.contains("@") || email.contains("/") {
            throw map.invalid("impersonate", "holds '\(email)', which is no service account's address")
        }
        return emails
    }

    /// As whom a service is read; nil for the caller itself.
    func identity(for service: String) -> String? { impersonated[service] ?? impersonated["default"] }
}

extension GCPSettings.Login {
    fileprivate init(_ map: inout YAMLMapping) throws(YAMLError) {
        let method = try map.string("method") ?? "service_account_key"
        switch method {
        case "service_account_key": self = .serviceAccountKey(secret: try map.vaultPath("credentials") ?? "gcp")
        case "workload_identity":
            self = .workloadIdentity(
                audience: try map.required("audience", try map.string("audience")),
                tokenFile: try map.required("token_file", try map.string("token_file")))
        case "metadata_server": self = .metadataServer
        default:
            throw map.invalid("method", "is none of service_account_key, workload_identity and metadata_server")
        }
    }
}

extension GCPSettings.Projects {
    fileprivate init(_ map: inout YAMLMapping) throws(YAMLError) {
        switch (try map.filledStrings("projects"), try map.filledStrings("parents")) {
        case (let ids?, nil):
            if let id = ids.first(where: { !GCPProject.isID($0) }) {
                throw map.invalid("projects", "holds '\(id)', which is no id of a project")
            }
            if Set(ids).count != ids.count { throw map.invalid("projects", "names a project twice") }
            self = .named(ids.sorted())
        case (nil, let parents?):
            if let parent = parents.first(where: { !GCPProject.isParent($0) }) {
                throw map.invalid("parents", "holds '\(parent)', which is neither folders/… nor organizations/…")
            }
            self = .below(parents)
        case (nil, nil):
            throw map.invalid("projects", "is missing: a list of ids, or parents: folders/…, organizations/…")
        case (.some, .some): throw map.invalid("projects", "and parents exclude each other")
        }
    }
}
