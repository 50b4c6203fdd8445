// SPDX-License-Identifier: Apache-2.0
import Ciphers
import Cloud
import JSON
import StrictYAML

/// Every resource type that can be extracted from AWS, as data.
package struct AWSCatalogue: Sendable {
    /// Sorted by type.
    package let resources: [AWSResource]
    /// SHA-256 of the catalogue's files, in hex: what was extracted depends on it.
    package let digest: String

    /// The catalogue that is compiled into the program.
    ///
    /// - Throws: `YAMLError` at the line that is wrong.
    package static func embedded() throws -> AWSCatalogue {
        var resources: [AWSResource] = []
        var hash = SHA256()
        for file in EmbeddedFiles.catalogue {
            hash.update(file.bytes.span)
            let text = String(decoding: file.bytes, as: UTF8.self)
            resources += try CatalogueFile(parsing: text, file: file.name).resources
        }
        return AWSCatalogue(
            resources: resources.sorted { $0.type < $1.type }, digest: Hex.string(hash.finalize()))
    }

    package func resources(ofService service: String) -> [AWSResource] {
        resources.filter { $0.type.service == service }
    }

    package var services: [String] { Set(resources.map(\.type.service)).sorted() }

    /// A call that is the program's own and no extractor's.
    static func call(_ service: String, _ operation: String) throws(AWSError) -> AWSCall {
        guard let model = try? ServiceModel.embedded(service), let found = model.operations[operation],
            let permission = Permission("\(service):\(operation)")
        else { throw AWSError(service: service, operation: operation, .malformedRequest, code: "UnknownOperation") }
        return AWSCall(model: model, operation: found, permission: permission)
    }
}
