// SPDX-License-Identifier: Apache-2.0
package import AWS
package import Access
import Azure
import Ciphers
import Cloud
import GCP
import Posix
import REST
import StrictYAML

/// The `extractors` file: which services are extracted, which of their types, and where.
package struct ExtractorSettings: Sendable {
    package struct AWSService: Sendable {
        package let name: String
        /// The types that are extracted.
        package let resources: [AWSResource]
        /// What of each type is wanted, by its name.
        package let selections: [String: Selection]
        /// Instead of the provider's regions.
        package let regions: [String]?
    }

    /// Those that are enabled.
    package private(set) var aws: [AWSService]
    package private(set) var azure: [RESTService]
    package private(set) var gcp: [RESTService]
    package let catalogue: AWSCatalogue

    /// SHA-256 over the digests of the program's own catalogues, in hex.
    var catalogueDigest: String {
        let digests = [catalogue.digest, AzureCatalogue.embedded.digest, GCPCatalogue.embedded.digest]
        return Hex.string(SHA256.hash(Array(digests.joined(separator: "\n").utf8)))
    }

    /// Those of the services that are wanted.
    func filtered(_ isWanted: (Provider, String) -> Bool) -> ExtractorSettings {
        var other = self
        other.aws.removeAll { !isWanted(.aws, $0.name) }
        other.azure.removeAll { !isWanted(.azure, $0.name) }
        other.gcp.removeAll { !isWanted(.gcp, $0.name) }
        return other
    }

    init(_ map: inout YAMLMapping) throws(YAMLError) {
        var root = try map.required("extractors", try map.mapping("extractors"))
        catalogue = try Self.catalogue(&root)
        var services: [AWSService] = []
        if var aws = try root.mapping("aws") {
            for name in catalogue.services {
                guard var service = try aws.mapping(name) else { continue }
                if let enabled = try AWSService(name, &service, catalogue) { services.append(enabled) }
                try service.end()
            }
            try aws.end()
        }
        aws = services
        azure = try Self.services("azure", of: &root, AzureCatalogue.embedded, accountsKey: "subscriptions")
        gcp = try Self.services("gcp", of: &root, GCPCatalogue.embedded, accountsKey: "projects")
        try root.end()
        try map.end()
    }

    private static func catalogue(_ map: inout YAMLMapping) throws(YAMLError) -> AWSCatalogue {
        guard let directories = try map.filledStrings("catalogue_dirs") else { return .embedded }
        let files: [(path: String, bytes: [UInt8])]
        do {
            files = try AWSCatalogue.files(in: directories)
        } catch {
            throw map.invalid("catalogue_dirs", "cannot be read: \(error)")
        }
        if files.isEmpty { throw map.invalid("catalogue_dirs", "holds no file whose name ends with .yaml") }
        return try AWSCatalogue.embedded.adding(files)
    }
}

extension ExtractorSettings.AWSService {
    /// - Returns: nil for a service that is not enabled.
    fileprivate init?(_ name: String, _ map: inout YAMLMapping, _ catalogue: AWSCatalogue) throws(YAMLError) {
        let isEnabled = try map.bool("enabled") ?? false
        let all = try catalogue.resources(ofService: name) ?? []
        self.name = name
        resources = try map.redacting(try map.wanted(of: all, \.type), of: all)
        selections = try Self.selections(&map, of: resources, all: all)
        let isRegional = all.contains { $0.placement == .region }
        regions = isRegional ? try AWSSettings.regions("regions", in: &map) : nil
        if !isEnabled { return nil }
    }

    private static func selections(
        _ map: inout YAMLMapping, of resources: [AWSResource], all: [AWSResource]
    ) throws(YAMLError) -> [String: Selection] {
        var filters: [String: [String]] = [:]
        if all.contains(where: { $0.takesFilter("tag:any") }), var table = try map.mapping("filters") {
            for name in table.keys {
                guard resources.contains(where: { $0.takesFilter(name) }) else {
                    let known = Set(resources.flatMap(\.filterNames)).sorted().joined(separator: ", ")
                    throw map.invalid("filters", "holds '\(name)', which is none of \(known), tag:<key>")
                }
                filters[name] = try table.filledStrings(name)
            }
        }
        var includes: [String: [Glob]] = [:]
        for key in Set(all.compactMap(\.includeKey)) { includes[key] = try map.filledStrings(key)?.map { Glob($0) } }
        var selections: [String: Selection] = [:]
        for resource in resources {
            selections[resource.type.name] = Selection(
                filters: filters.filter { resource.takesFilter($0.key) },
                include: resource.includeKey.flatMap { includes[$0] } ?? [])
        }
        return selections
    }
}
