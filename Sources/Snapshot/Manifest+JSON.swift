// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import JSON
import Sealing
import Secrets

extension Manifest {
    /// No manifest is larger, and none that is larger is signed: some three million units.
    package static let maximumBytes = 1 << 30

    /// The bytes of `manifest.json`: canonical JSON and a line end.
    package var bytes: [UInt8] { json.canonical + [0x0A] }

    private var json: JSONValue {
        var object: JSONObject = [
            "schema": .string(Self.schema), "snapshot_id": .string(snapshot.text),
            "agent_version": .string(agentVersion), "environment": .string(environment),
            "started_at": .string(startedAt), "completed_at": .string(completedAt),
            "configuration_sha256": .string(configurationDigest), "catalogue_sha256": .string(catalogueDigest),
            "encryption": ["scheme": "fernet", "derivation": "HKDF-SHA256", "key_id": .string(storage.keyID)],
            "sessions": .array(sessions.map(\.json)), "accounts": .array(accounts.map(\.json)),
            "units": .array(units.map { $0.json(place: place(of: $0)) }),
            "totals": [
                "units": JSONValue(units.count), "records": JSONValue(records),
                "outcomes": .object(outcomes),
            ],
            "merkle_root": .string(Base64.standard.string(root.bytes)),
        ]
        if resumptions > 0 { object["resumptions"] = JSONValue(resumptions) }
        if !rekeyings.isEmpty { object["rekeyed"] = .array(rekeyings.map(\.json)) }
        if let shard { object["shard"] = shard.json }
        if !merged.isEmpty { object["merged"] = .array(merged.map(\.json)) }
        if storage.layout != .perUnit { object["layout"] = .string(storage.layout.rawValue) }
        if storage.compression != .none { object["compression"] = .string(storage.compression.rawValue) }
        if !addedCatalogues.isEmpty {
            object["added_catalogues"] = .array(
                addedCatalogues.map { ["file": .string($0.file), "sha256": .string($0.digest)] })
        }
        return .object(object)
    }

    private var outcomes: JSONObject {
        var counts = JSONObject()
        for outcome in UnitOutcome.allCases { counts[outcome.rawValue] = JSONValue(count(outcome)) }
        return counts
    }

    /// Reads a manifest whose bytes were vouched for. What is derived in it must agree with what it is derived from.
    ///
    /// - Returns: nil for anything that this program would not have written.
    package init?(parsing bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes.span), json["schema"]?.string == Self.schema,
            let snapshot = json["snapshot_id"]?.string.flatMap({ SnapshotID($0) }),
            let agentVersion = json["agent_version"]?.string, let environment = json["environment"]?.string,
            let startedAt = json["started_at"]?.string, let completedAt = json["completed_at"]?.string,
            let configurationDigest = json["configuration_sha256"]?.string,
            let catalogueDigest = json["catalogue_sha256"]?.string,
            let keyID = json["encryption"]?["key_id"]?.string,
            let layout = RecordLayout(rawValue: json["layout"]?.string ?? RecordLayout.perUnit.rawValue),
            let compression = RecordCompression(
                rawValue: json["compression"]?.string ?? RecordCompression.none.rawValue),
            let sessions = json["sessions"]?.array?.map({ Session($0) }),
            let accounts = json["accounts"]?.array?.map({ Account($0) }),
            let units = json["units"]?.array?.map({ Unit($0) }), !sessions.contains(nil), !accounts.contains(nil),
            !units.contains(nil), units.allSatisfy({ $0?.session.map(sessions.indices.contains) ?? true })
        else { return nil }
        let added = (json["added_catalogues"]?.array ?? []).map { entry -> AddedCatalogue? in
            guard let file = entry["file"]?.string, let digest = entry["sha256"]?.string else { return nil }
            return AddedCatalogue(file: file, digest: digest)
        }
        let rekeyings = (json["rekeyed"]?.array ?? []).map { Rekeying($0) }
        guard !added.contains(nil), !rekeyings.contains(nil) else { return nil }
        self.init(
            snapshot: snapshot, agentVersion: agentVersion, environment: environment, startedAt: startedAt,
            completedAt: completedAt, resumptions: json["resumptions"]?.integer ?? 0,
            rekeyings: rekeyings.compactMap(\.self),
            configurationDigest: configurationDigest, catalogueDigest: catalogueDigest,
            addedCatalogues: added.compactMap(\.self), shard: json["shard"].flatMap { Shard($0) },
            merged: (json["merged"]?.array ?? []).compactMap { Merged($0) },
            storage: Storage(keyID: keyID, layout: layout, compression: compression),
            sessions: sessions.compactMap(\.self),
            accounts: accounts.compactMap(\.self),
            units: units.compactMap(\.self))
        guard isCountable, hasSoundOrigins, self.bytes == bytes else { return nil }
    }

    /// Every unit once, and numbers that can be added up.
    private var isCountable: Bool {
        var sums = (records: 0, bytes: 0)
        for unit in units {
            let report = unit.report
            let counts = [
                report.records, report.incompleteRecords, report.calls, report.retries, report.duration,
                report.unwanted, report.gone, unit.bytes,
            ]
            guard counts.allSatisfy({ $0 >= 0 }) else { return false }
            let (records, tooMany) = sums.records.addingReportingOverflow(report.records)
            let (bytes, tooLarge) = sums.bytes.addingReportingOverflow(unit.bytes)
            guard !tooMany, !tooLarge else { return false }
            sums = (records, bytes)
        }
        return Set(units.map(\.unit.path)).count == units.count
    }
}
