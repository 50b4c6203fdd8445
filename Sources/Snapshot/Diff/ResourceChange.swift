// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import JSON

/// What became of a resource between two snapshots.
package struct ResourceChange: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case added
        /// Both listings were complete, so that it is gone.
        case removed
        case changed([FieldChange])
        /// It is in both, and one of them lacks parts that the cloud did not show: of these nobody knows.
        case partsUnclear([String])
        /// It is in one of them alone, and the other's listing is not complete: nobody knows.
        case unclear(isInOld: Bool)
    }

    package let unit: WorkUnit
    package let resourceID: String
    package let kind: Kind

    package var json: JSONValue {
        var object: JSONObject = [
            "resource_type": .string(unit.type.description), "account_id": .string(unit.scope.account),
            "region": .string(unit.scope.region), "resource_id": .string(resourceID),
        ]
        switch kind {
        case .added: object["change"] = "added"
        case .removed: object["change"] = "removed"
        case .changed(let fields):
            object["change"] = "changed"
            object["fields"] = .array(
                fields.map { field in
                    var entry: JSONObject = ["path": .string(field.path)]
                    if let old = field.old { entry["old"] = old }
                    if let new = field.new { entry["new"] = new }
                    return .object(entry)
                })
        case .partsUnclear(let parts):
            object["change"] = "unclear"
            object["parts"] = JSONValue(strings: parts)
        case .unclear(let isInOld):
            object["change"] = "unclear"
            object["found_in"] = isInOld ? "old" : "new"
        }
        return .object(object)
    }
}
