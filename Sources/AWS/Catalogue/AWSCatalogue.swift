// SPDX-License-Identifier: Apache-2.0
import Access
import Ciphers
import Cloud
import JSON
package import StrictYAML

/// Every resource type that can be extracted from AWS, as data. A service's file is read when somebody asks for it.
package struct AWSCatalogue: Sendable {
    /// SHA-256 of the program's own files, in hex: what was extracted depends on it, and on ``additions``.
    package let digest: String
    /// Sorted.
    package let services: [String]
    private let files: [String: [UInt8]]
    /// Types of a user's own, by service.
    private let added: [String: [AWSResource]]
    /// The files that these come from.
    package let additions: [Addition]

    /// A user's file.
    package struct Addition: Sendable, Equatable {
        package let path: String
        /// SHA-256 in hex.
        package let digest: String
    }

    /// The catalogue that is compiled into the program.
    package static let embedded = AWSCatalogue(EmbeddedFiles.catalogue)

    private init(_ files: [(name: String, bytes: [UInt8])]) {
        var hash = SHA256()
        var byService: [String: [UInt8]] = [:]
        for file in files {
            hash.update(file.bytes.span)
            byService[String(file.name.prefix { $0 != "." })] = file.bytes
        }
        digest = Hex.string(hash.finalize())
        services = byService.keys.sorted()
        self.files = byService
        added = [:]
        additions = []
    }

    private init(
        _ base: AWSCatalogue, _ added: [String: [AWSResource]], _ additions: [Addition]
    ) {
        digest = base.digest
        services = Set(base.services).union(added.keys).sorted()
        files = base.files
        self.added = added
        self.additions = additions
    }

    /// With types of a user's own, in files of the same format. Their parents may be among the services' own types.
    ///
    /// - Throws: `YAMLError` at the line that is wrong, as for a type that is there already.
    package func adding(_ files: [(path: String, bytes: [UInt8])]) throws(YAMLError) -> AWSCatalogue {
        var added: [String: [AWSResource]] = [:]
        var additions: [Addition] = []
        for file in files {
            guard let text = String(validating: file.bytes, as: UTF8.self) else {
                throw YAMLError(
                    YAMLLocation(file: file.path, line: 1, column: 1), .malformed("it is not UTF-8 text"))
            }
            let read = try CatalogueFile(parsing: text, file: file.path) { (service) throws(YAMLError) in
                (try self.resources(ofService: service) ?? []) + (added[service] ?? [])
            }
            added[read.service, default: []] += read.resources
            additions.append(Addition(path: file.path, digest: Hex.string(SHA256.hash(file.bytes))))
        }
        return AWSCatalogue(self, added, additions)
    }

    /// - Returns: nil for a service that is not in the catalogue.
    /// - Throws: `YAMLError` at the line that is wrong.
    package func resources(ofService service: String) throws(YAMLError) -> [AWSResource]? {
        guard let bytes = files[service] else { return added[service] }
        return try CatalogueFile(parsing: String(decoding: bytes, as: UTF8.self), file: "\(service).yaml").resources
            + (added[service] ?? [])
    }

    /// All of them, sorted by type.
    package func resources() throws(YAMLError) -> [AWSResource] {
        var resources: [AWSResource] = []
        for service in services { resources += try self.resources(ofService: service) ?? [] }
        return resources.sorted { $0.type < $1.type }
    }

    /// A call that is the program's own and no extractor's.
    static func call(_ service: String, _ operation: String) throws(CloudError) -> AWSCall {
        guard let model = try? ServiceModel.embedded(service), let found = model.operations[operation],
            let permission = Permission("\(service):\(operation)")
        else { throw CloudError(service: service, operation: operation, .malformedRequest, code: "UnknownOperation") }
        return AWSCall(model: model, operation: found, permission: permission)
    }
}
