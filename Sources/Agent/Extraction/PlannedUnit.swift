// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud
import JSON

/// A unit of a snapshot, and how it is read.
struct PlannedUnit: Sendable {
    enum Work: Sendable {
        /// With the session at the place in its part's ``ProviderPart/sessions``.
        case read(any UnitExtractor, session: Int)
        /// There is nothing to be asked: how it ended stands before it began.
        case ended(UnitReport)
    }

    let unit: WorkUnit
    /// What of it is wanted; nil for everything.
    let selection: JSONValue?
    let work: Work
    /// How it ends instead of complete: its session was found not to have what its lists need, or nobody knows; services
    /// may answer all the same, with what the session may see.
    let doubt: UnitReport?

    init(unit: WorkUnit, selection: JSONValue?, work: Work, doubt: UnitReport? = nil) {
        self.unit = unit
        self.selection = selection
        self.work = work
        self.doubt = doubt
    }

    /// - Parameter offset: of its part's sessions among those of the snapshot.
    func with(sessionsFrom offset: Int) -> PlannedUnit {
        guard case .read(let extractor, let session) = work else { return self }
        return PlannedUnit(
            unit: unit, selection: selection, work: .read(extractor, session: session + offset),
            doubt: doubt)
    }

    /// - Parameter lack: of what its lists need; nil where it is not known.
    static func doubt(_ lack: [Permission]?) -> UnitReport? {
        guard let lack else { return UnitReport(outcome: .failed, reason: "GrantsUnknown") }
        return lack.isEmpty ? nil : UnitReport(outcome: .denied, reason: "NotGranted")
    }
}
