// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Cloud
package import StrictYAML

/// Every resource type that can be extracted from one cloud, as data. A service's file is read when somebody asks for it.
package struct RESTCatalogue: Sendable {
    package let dialect: RESTDialect
    /// SHA-256 of the program's own files, in hex: what was extracted depends on it.
    package let digest: String
    /// Sorted.
    package let services: [String]
    private let files: [String: [UInt8]]

    /// - Parameter files: each named after its service.
    package init(_ dialect: RESTDialect, _ files: [(name: String, bytes: [UInt8])]) {
        self.dialect = dialect
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
    package func resources(ofService service: String) throws(YAMLError) -> [RESTResource]? {
        guard let bytes = files[service] else { return nil }
        return try RESTCatalogueFile(
            parsing: String(decoding: bytes, as: UTF8.self), file: "\(service).yaml", dialect
        ).resources
    }

    /// All of them, sorted by type.
    package func resources() throws(YAMLError) -> [RESTResource] {
        var resources: [RESTResource] = []
        for service in services { resources += try self.resources(ofService: service) ?? [] }
        return resources.sorted { $0.type < $1.type }
    }
}
