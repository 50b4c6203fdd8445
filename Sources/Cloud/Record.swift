// SPDX-License-Identifier: Apache-2.0
package import JSON

/// One resource as it was found. The plaintext of a sealed record.
package struct Record: Sendable, Equatable {
    package static let schema = "cloud-extractor/record/v1"

    package let type: ResourceType
    package let resourceID: String
    package let name: String?
    package let arn: String?
    package let accountID: String
    package let region: String
    package let tags: JSONObject
    /// Parts that could not be read; empty for a whole record.
    package let missing: [MissingPart]
    /// The provider's own object.
    package let configuration: CanonicalJSON

    package init(
        type: ResourceType, resourceID: String, name: String?, arn: String?, accountID: String, region: String,
        tags: JSONObject, missing: [MissingPart], configuration: CanonicalJSON
    ) {
        self.type = type
        self.resourceID = resourceID
        self.name = name
        self.arn = arn
        self.accountID = accountID
        self.region = region
        self.tags = tags
        self.missing = missing
        self.configuration = configuration
    }

    /// The canonical bytes, as a member of a snapshot.
    ///
    /// - Parameters:
    ///   - sequence: the record's place in its unit, from 0.
    ///   - extractedAt: RFC 3339.
    package func bytes(snapshot: String, sequence: Int, extractedAt: String) -> [UInt8] {
        var metadata: JSONObject = [
            "resource_id": .string(resourceID), "account_id": .string(accountID), "region": .string(region),
            "tags": .object(tags), "extracted_at": .string(extractedAt), "sequence": JSONValue(sequence),
        ]
        if let name { metadata["name"] = .string(name) }
        if let arn { metadata["arn"] = .string(arn) }
        if !missing.isEmpty {
            metadata["missing"] = .array(missing.map { ["part": .string($0.part), "code": .string($0.code)] })
        }
        // The members in their canonical order: the configuration, which is the most of it, is copied and not built.
        var writer = CanonicalWriter(capacity: configuration.bytes.count + 1024)
        writer.beginSortedObject()
        writer.rawKey("cloud_provider")
        writer.string(type.provider.rawValue)
        writer.rawKey("configuration")
        writer.raw(configuration.bytes)
        writer.rawKey("metadata")
        writer.value(.object(metadata))
        writer.rawKey("resource_type")
        writer.string(type.description)
        writer.rawKey("schema")
        writer.string(Self.schema)
        writer.rawKey("snapshot_id")
        writer.string(snapshot)
        writer.endSortedObject()
        return writer.bytes
    }
}
