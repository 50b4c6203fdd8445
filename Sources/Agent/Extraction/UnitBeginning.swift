// SPDX-License-Identifier: Apache-2.0
import Access
import Audit
import Cloud
import Snapshot
import Transports

/// Where the work at a unit begins: at the start, or where an earlier run has got to.
struct UnitBeginning: Sendable {
    static let start = UnitBeginning(earlier: nil, tree: MerkleFrontier())

    private let earlier: JournaledSnapshot.Unit?
    /// Over the tokens that are kept.
    let tree: MerkleFrontier

    init(earlier: JournaledSnapshot.Unit?, tree: MerkleFrontier) {
        self.earlier = earlier
        self.tree = tree
    }

    /// There is nothing left to do.
    var ended: Manifest.Unit? { earlier?.cursor == nil ? earlier?.unit : nil }

    var cursor: ListCursor? { earlier?.cursor.map { ListCursor($0) } }

    var kept: KeptRecords { KeptRecords(count: records, bytes: bytes) }

    var records: Int { earlier?.unit.report.records ?? 0 }
    var incompleteRecords: Int { earlier?.unit.report.incompleteRecords ?? 0 }
    var bytes: Int { earlier?.unit.bytes ?? 0 }
    /// In milliseconds.
    var duration: Int { earlier?.unit.report.duration ?? 0 }

    var tally: CallTally {
        guard let report = earlier?.unit.report else { return CallTally() }
        return CallTally(
            calls: report.calls, retries: report.retries, unwanted: report.unwanted, gone: report.gone)
    }
}
