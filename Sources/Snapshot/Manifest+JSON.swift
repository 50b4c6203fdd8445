// SPDX-License-Identifier: Apache-2.0
import Audit
import Cloud
import JSON
import Secrets

extension Manifest {
    /// The bytes of `manifest.json`: canonical JSON and a line end.
    package var bytes: [UInt8] { json.canonical + [0x0A] }

    private var json: JSONValue {
        [
            "schema": .string(Self.schema), "snapshot_id": .string(snapshot.text),
            "agent_version": .string(agentVersion), "environment": .string(environment),
            "started_at": .string(startedAt), "completed_at": .string(completedAt),
            "configuration_sha256": .string(configurationDigest), "catalogue_sha256": .string(catalogueDigest),
            "encryption": ["scheme": "fernet", "derivation": "HKDF-SHA256", "key_id": .string(keyID)],
            "sessions": .array(sessions.map(\.json)), "units": .array(units.map(\.json)),
            "totals": [
                "units": JSONValue(units.count), "records": JSONValue(records),
                "outcomes": .object(outcomes),
            ],
            "merkle_root": .string(Base64.standard.string(root.bytes)),
        ]
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
            let sessions = json["sessions"]?.array?.map({ Session($0) }),
            let units = json["units"]?.array?.map({ Unit($0) }), !sessions.contains(nil), !units.contains(nil)
        else { return nil }
        self.init(
            snapshot: snapshot, agentVersion: agentVersion, environment: environment, startedAt: startedAt,
            completedAt: completedAt, configurationDigest: configurationDigest, catalogueDigest: catalogueDigest,
            keyID: keyID, sessions: sessions.compactMap(\.self), units: units.compactMap(\.self))
        guard self.bytes == bytes else { return nil }
    }
}

extension Manifest.Session {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "provider": .string(provider.rawValue), "account_id": .string(account), "principal": .string(principal),
            "permissions": JSONValue(strings: permissions), "regions": JSONValue(strings: regions),
            "policy_sha256": .string(policyDigest),
            "denial": ["action": .string(denial.action), "result": .string(denial.result)],
        ]
        if let packedPolicySize { object["packed_policy_size"] = JSONValue(packedPolicySize) }
        return .object(object)
    }

    fileprivate init?(_ json: JSONValue) {
        guard let provider = json["provider"]?.string.flatMap(Provider.init), let account = json["account_id"]?.string,
            let principal = json["principal"]?.string,
            let permissions = json["permissions"]?.array?.compactMap(\.string),
            let regions = json["regions"]?.array?.compactMap(\.string),
            let policyDigest = json["policy_sha256"]?.string, let action = json["denial"]?["action"]?.string,
            let result = json["denial"]?["result"]?.string
        else { return nil }
        self.init(
            provider: provider, account: account, principal: principal, permissions: permissions,
            regions: regions, policyDigest: policyDigest, packedPolicySize: json["packed_policy_size"]?.integer,
            denial: Manifest.Denial(action: action, result: result))
    }
}

extension Manifest.Unit {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "resource_type": .string(unit.type.description), "account_id": .string(unit.scope.account),
            "region": .string(unit.scope.region), "outcome": .string(report.outcome.rawValue),
            "records": JSONValue(report.records), "incomplete_records": JSONValue(report.incompleteRecords),
            "calls": JSONValue(report.calls), "retries": JSONValue(report.retries), "bytes": JSONValue(bytes),
            "file": .string(file), "merkle_root": .string(Base64.standard.string(root.bytes)),
            "session": JSONValue(session),
        ]
        if let selection { object["selection"] = selection }
        if let reason = report.reason { object["reason"] = .string(reason) }
        if let requestID = report.requestID { object["request_id"] = .string(requestID) }
        return .object(object)
    }

    fileprivate init?(_ json: JSONValue) {
        guard let type = json["resource_type"]?.string.flatMap({ ResourceType($0) }),
            let account = json["account_id"]?.string, let region = json["region"]?.string,
            let outcome = json["outcome"]?.string.flatMap(UnitOutcome.init), let records = json["records"]?.integer,
            let incomplete = json["incomplete_records"]?.integer, let calls = json["calls"]?.integer,
            let retries = json["retries"]?.integer, let bytes = json["bytes"]?.integer,
            let session = json["session"]?.integer,
            let root = json["merkle_root"]?.string.flatMap({ Base64.standard.decode($0) }).flatMap({ MerkleHash($0) })
        else { return nil }
        var report = UnitReport(
            outcome: outcome, reason: json["reason"]?.string, requestID: json["request_id"]?.string)
        report.records = records
        report.incompleteRecords = incomplete
        report.calls = calls
        report.retries = retries
        self.init(
            unit: WorkUnit(type: type, scope: Scope(account: account, region: region)), report: report, root: root,
            bytes: bytes, session: session, selection: json["selection"])
    }
}
