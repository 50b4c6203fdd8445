// SPDX-License-Identifier: Apache-2.0
import JSON

/// What a snapshot was begun with, and must go on with.
package struct JournalHeader: Sendable, Equatable {
    package static let schema = "cloud-extractor/journal/v1"

    package let snapshot: SnapshotID
    package let agentVersion: String
    /// RFC 3339.
    package let startedAt: String
    /// SHA-256 in hex.
    package let configurationDigest: String
    /// The program's own, then the operator's; SHA-256 in hex.
    package let catalogueDigests: [String]
    /// Which part of the plan it is of; nil for all of it.
    package let shard: Shard?

    package init(
        snapshot: SnapshotID, agentVersion: String, startedAt: String, configurationDigest: String,
        catalogueDigests: [String], shard: Shard? = nil
    ) {
        self.snapshot = snapshot
        self.agentVersion = agentVersion
        self.startedAt = startedAt
        self.configurationDigest = configurationDigest
        self.catalogueDigests = catalogueDigests
        self.shard = shard
    }

    /// What is no longer as it was; nil if everything is. Who names no shard goes on with whichever it was.
    func difference(from now: JournalHeader) -> String? {
        if configurationDigest != now.configurationDigest { return "configuration" }
        if catalogueDigests != now.catalogueDigests { return "catalogue" }
        if let wanted = now.shard, wanted != shard { return "shard" }
        return agentVersion == now.agentVersion ? nil : "version"
    }

    var json: JSONValue {
        var object: JSONObject = [
            "schema": .string(Self.schema), "snapshot_id": .string(snapshot.text),
            "agent_version": .string(agentVersion), "started_at": .string(startedAt),
            "configuration_sha256": .string(configurationDigest),
            "catalogue_sha256": JSONValue(strings: catalogueDigests),
        ]
        if let shard { object["shard"] = shard.json }
        return .object(object)
    }

    init?(_ json: JSONValue) {
        guard json["schema"]?.string == Self.schema, let id = json["snapshot_id"]?.string.flatMap({ SnapshotID($0) }),
            let version = json["agent_version"]?.string, let startedAt = json["started_at"]?.string,
            let configuration = json["configuration_sha256"]?.string, let catalogues = json["catalogue_sha256"]?.array
        else { return nil }
        let shard = json["shard"].map { Shard($0) }
        if case .some(.none) = shard { return nil }
        self.init(
            snapshot: id, agentVersion: version, startedAt: startedAt, configurationDigest: configuration,
            catalogueDigests: catalogues.compactMap(\.string), shard: shard ?? nil)
    }
}
