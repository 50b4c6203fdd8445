// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Cloud
import JSON
package import StrictYAML

/// Every resource type that can be extracted from AWS, as data. A service's file is read when somebody asks for it.
package struct AWSCatalogue: Sendable {
    /// SHA-256 of the catalogue's files, in hex: what was extracted depends on it.
    package let digest: String
    /// Sorted.
    package let services: [String]
    private let files: [String: [UInt8]]

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
    }

    /// - Returns: nil for a service that is not in the catalogue.
    /// - Throws: `YAMLError` at the line that is wrong.
    package func resources(ofService service: String) throws(YAMLError) -> [AWSResource]? {
        guard let bytes = files[service] else { return nil }
        return try CatalogueFile(parsing: String(decoding: bytes, as: UTF8.self), file: "\(service).yaml").resources
    }

    /// All of them, sorted by type.
    package func resources() throws(YAMLError) -> [AWSResource] {
        var resources: [AWSResource] = []
        for service in services { resources += try self.resources(ofService: service) ?? [] }
        return resources.sorted { $0.type < $1.type }
    }

    /// A call that is the program's own and no extractor's.
    static func call(_ service: String, _ operation: String) throws(AWSError) -> AWSCall {
        guard let model = try? ServiceModel.embedded(service), let found = model.operations[operation],
            let permission = Permission("\(service):\(operation)")
        else { throw AWSError(service: service, operation: operation, .malformedRequest, code: "UnknownOperation") }
        return AWSCall(model: model, operation: found, permission: permission)
    }
}
