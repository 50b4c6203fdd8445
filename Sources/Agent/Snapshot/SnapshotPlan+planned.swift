// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import Snapshot

extension SnapshotPlan {
    init(_ part: ProviderPart) {
        self.init(accounts: part.accounts, sessions: part.sessions, units: part.units.map(SnapshotPlan.Unit.init))
    }
}

extension SnapshotPlan.Unit {
    fileprivate init(_ planned: PlannedUnit) {
        switch planned.work {
        case .read(let extractor, let session):
            self.init(
                unit: planned.unit, operations: extractor.operations, permissions: extractor.permissions.map(\.name),
                session: session, selection: planned.selection, ended: nil)
        case .ended(let report):
            self.init(
                unit: planned.unit, operations: [], permissions: [], session: nil, selection: planned.selection,
                ended: report)
        }
    }
}
