// SPDX-License-Identifier: Apache-2.0
package import Audit
package import Cloud
package import JSON
import Sealing
import Secrets

extension Manifest {
    package struct Unit: Sendable, Equatable {
        package let unit: WorkUnit
        package let report: UnitReport
        /// RFC 6962 tree over the unit's tokens, in their order, as ASCII without line ends.
        package let root: MerkleHash
        /// Of the tokens, without line ends.
        package let bytes: Int
        /// The place in ``sessions`` of the one that it was read with; nil where none was.
        package let session: Int?
        /// What was wanted of it; nil for everything.
        package let selection: JSONValue?
        /// The shard that its records were sealed for, in a merged snapshot.
        package let origin: SnapshotID?

        package init(
            unit: WorkUnit, report: UnitReport, root: MerkleHash, bytes: Int, session: Int?,
            selection: JSONValue? = nil,
            origin: SnapshotID? = nil
        ) {
            self.unit = unit
            self.report = report
            self.root = root
            self.bytes = bytes
            self.session = session
            self.selection = selection
            self.origin = origin
        }
    }
}

extension Manifest.Unit {
    /// As the journal has it, before there are files.
    var json: JSONValue { .object(members) }

    /// - Parameter place: below the snapshot's directory.
    func json(place: String) -> JSONValue {
        var object = members
        object["file"] = .string(place)
        return .object(object)
    }

    private var members: JSONObject {
        var object: JSONObject = [
            "resource_type": .string(unit.type.description), "account_id": .string(unit.scope.account),
            "region": .string(unit.scope.region), "outcome": .string(report.outcome.rawValue),
            "records": JSONValue(report.records), "incomplete_records": JSONValue(report.incompleteRecords),
            "calls": JSONValue(report.calls), "retries": JSONValue(report.retries), "bytes": JSONValue(bytes),
            "duration_ms": JSONValue(report.duration),
            "merkle_root": .string(Base64.standard.string(root.bytes)),
        ]
        if let session { object["session"] = JSONValue(session) }
        if let selection { object["selection"] = selection }
        if let origin { object["origin"] = ["snapshot_id": .string(origin.text)] }
        if report.unwanted > 0 { object["left_out"] = JSONValue(report.unwanted) }
        if report.gone > 0 { object["gone"] = JSONValue(report.gone) }
        if let reason = report.reason { object["reason"] = .string(reason) }
        if !report.unreached.isEmpty { object["unreached"] = JSONValue(strings: report.unreached) }
        if let requestID = report.requestID { object["request_id"] = .string(requestID) }
        return object
    }

    init?(_ json: JSONValue) {
        guard let type = json["resource_type"]?.string.flatMap({ ResourceType($0) }),
            let account = json["account_id"]?.string, let region = json["region"]?.string,
            let outcome = json["outcome"]?.string.flatMap(UnitOutcome.init), let records = json["records"]?.integer,
            let incomplete = json["incomplete_records"]?.integer, let calls = json["calls"]?.integer,
            let retries = json["retries"]?.integer, let bytes = json["bytes"]?.integer,
            let duration = json["duration_ms"]?.integer,
            let root = json["merkle_root"]?.string.flatMap({ Base64.standard.decode($0) }).flatMap({ MerkleHash($0) })
        else { return nil }
        var report = UnitReport(
            outcome: outcome, reason: json["reason"]?.string, requestID: json["request_id"]?.string)
        report.records = records
        report.incompleteRecords = incomplete
        report.calls = calls
        report.retries = retries
        report.duration = duration
        report.unwanted = json["left_out"]?.integer ?? 0
        report.gone = json["gone"]?.integer ?? 0
        report.unreached = json["unreached"]?.array?.compactMap(\.string) ?? []
        self.init(
            unit: WorkUnit(type: type, scope: Scope(account: account, region: region)), report: report, root: root,
            bytes: bytes, session: json["session"]?.integer, selection: json["selection"],
            origin: json["origin"]?["snapshot_id"]?.string.flatMap { SnapshotID($0) })
    }
}
