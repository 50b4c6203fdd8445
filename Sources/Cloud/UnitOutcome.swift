// SPDX-License-Identifier: Apache-2.0

/// How a unit ended. Only `complete` says that what is not in its records was not there.
package enum UnitOutcome: String, Sendable, CaseIterable {
    /// Every page was read.
    case complete
    /// The cloud does not let us.
    case denied
    /// Anything else went wrong.
    case failed
    /// The cloud asked us to slow down until no attempt was left.
    case throttled
    /// It was not attempted.
    case skipped
}

/// A follow-up call that is missing from a record, and why.
package struct MissingPart: Sendable, Equatable {
    /// The member of `configuration` that is absent.
    package let part: String
    /// The provider's error code.
    package let code: String

    package init(part: String, code: String) {
        self.part = part
        self.code = code
    }
}

/// What a unit did.
package struct UnitReport: Sendable, Equatable {
    package var outcome: UnitOutcome
    /// The provider's error code, or a word of ours; nil for complete units.
    package var reason: String?
    package var records = 0
    /// Records that lack a part, see ``MissingPart``.
    package var incompleteRecords = 0
    /// Requests that were sent, repeated ones included.
    package var calls = 0
    package var retries = 0

    package init(outcome: UnitOutcome, reason: String? = nil) {
        self.outcome = outcome
        self.reason = reason
    }
}
