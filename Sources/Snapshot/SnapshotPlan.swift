// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import JSON

/// What a snapshot would do: its units, the calls that they begin with, and the sessions that would make them.
package struct SnapshotPlan: Sendable {
    package struct Unit: Sendable {
        package let unit: WorkUnit
        /// Each kind of call that it makes: `DescribeInstances`, `GET /subscriptions/{subscription}/…`.
        package let operations: [String]
        /// Sorted.
        package let permissions: [String]
        /// The place in ``SnapshotPlan/sessions``; nil where nothing is asked.
        package let session: Int?
        /// What is wanted of it; nil for everything.
        package let selection: JSONValue?
        /// How it has ended before it began; nil if it would be read.
        package let ended: UnitReport?

        package init(
            unit: WorkUnit, operations: [String], permissions: [String], session: Int?, selection: JSONValue?,
            ended: UnitReport?
        ) {
            self.unit = unit
            self.operations = operations
            self.permissions = permissions
            self.session = session
            self.selection = selection
            self.ended = ended
        }
    }

    package let accounts: [Manifest.Account]
    package let sessions: [Manifest.Session]
    /// Sorted.
    package let units: [Unit]

    package init(accounts: [Manifest.Account], sessions: [Manifest.Session], units: [Unit]) {
        self.accounts = accounts
        self.sessions = sessions
        self.units = units
    }

    package var json: JSONValue {
        [
            "accounts": .array(accounts.map(\.json)), "sessions": .array(sessions.map(\.json)),
            "units": .array(units.map(\.json)),
        ]
    }
}

extension SnapshotPlan.Unit {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "resource_type": .string(unit.type.description), "account_id": .string(unit.scope.account),
            "region": .string(unit.scope.region), "operations": JSONValue(strings: operations),
            "permissions": JSONValue(strings: permissions),
        ]
        if let session { object["session"] = JSONValue(session) }
        if let selection { object["selection"] = selection }
        if let ended {
            object["outcome"] = .string(ended.outcome.rawValue)
            if let reason = ended.reason { object["reason"] = .string(reason) }
        }
        return .object(object)
    }
}
