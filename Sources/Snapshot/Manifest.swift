// SPDX-License-Identifier: Apache-2.0
package import Audit
package import Cloud
package import JSON

/// The account that a snapshot gives of itself: every unit of the plan, how it ended, and what its records hash to.
package struct Manifest: Sendable, Equatable {
    package static let schema = "cloud-extractor/manifest/v1"

    /// Credentials that units were read with, and all that they were allowed.
    package struct Session: Sendable, Equatable {
        package let provider: Provider
        package let account: String
        package let principal: String
        package let permissions: [String]
        /// SHA-256 of the inline policy as it was sent, in hex.
        package let policyDigest: String
        /// Percent of the cloud's own limit.
        package let packedPolicySize: Int?
        /// Where alone they were allowed; everywhere if there are none.
        package let regions: [String]
        /// What came of trying an action that was not allowed: `denied`, or what the cloud said instead.
        package let denial: Denial

        package init(
            provider: Provider, account: String, principal: String, permissions: [String], regions: [String],
            policyDigest: String, packedPolicySize: Int?, denial: Denial
        ) {
            self.provider = provider
            self.account = account
            self.principal = principal
            self.permissions = permissions
            self.policyDigest = policyDigest
            self.packedPolicySize = packedPolicySize
            self.regions = regions
            self.denial = denial
        }
    }

    /// The proof that a session could not do more than it should.
    package struct Denial: Sendable, Equatable {
        /// The permission that was tried, and that the session does not hold.
        package let action: String
        /// `denied`, `allowed`, or the cloud's code.
        package let result: String

        package init(action: String, result: String) {
            self.action = action
            self.result = result
        }
    }

    package struct Unit: Sendable, Equatable {
        package let unit: WorkUnit
        package let report: UnitReport
        /// RFC 6962 tree over the unit's tokens, in their order, as ASCII without line ends.
        package let root: MerkleHash
        /// Of the tokens, without line ends.
        package let bytes: Int
        /// The place in ``sessions`` of the one that it was read with.
        package let session: Int
        /// What was wanted of it; nil for everything.
        package let selection: JSONValue?

        package init(
            unit: WorkUnit, report: UnitReport, root: MerkleHash, bytes: Int, session: Int, selection: JSONValue? = nil
        ) {
            self.unit = unit
            self.report = report
            self.root = root
            self.bytes = bytes
            self.session = session
            self.selection = selection
        }

        /// Below the snapshot's directory.
        package var file: String { "records/\(unit.path).fernet" }
    }

    package let snapshot: SnapshotID
    package let agentVersion: String
    package let environment: String
    /// RFC 3339.
    package let startedAt: String
    package let completedAt: String
    /// SHA-256 in hex.
    package let configurationDigest: String
    package let catalogueDigest: String
    /// Which key of the ring the snapshot's own key was derived from.
    package let keyID: String
    package let sessions: [Session]
    /// Sorted by path.
    package let units: [Unit]

    package init(
        snapshot: SnapshotID, agentVersion: String, environment: String, startedAt: String, completedAt: String,
        configurationDigest: String, catalogueDigest: String, keyID: String, sessions: [Session], units: [Unit]
    ) {
        self.snapshot = snapshot
        self.agentVersion = agentVersion
        self.environment = environment
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.configurationDigest = configurationDigest
        self.catalogueDigest = catalogueDigest
        self.keyID = keyID
        self.sessions = sessions
        self.units = units.sorted { $0.unit < $1.unit }
    }

    package var records: Int { units.reduce(0) { $0 + $1.report.records } }

    /// RFC 6962 tree over the units' roots, in the order of the units.
    package var root: MerkleHash {
        var tree = MerkleFrontier()
        for unit in units { tree.append(.leaf(unit.root.bytes)) }
        return tree.root
    }

    package func count(_ outcome: UnitOutcome) -> Int { units.count { $0.report.outcome == outcome } }
}
