// SPDX-License-Identifier: Apache-2.0

/// What a unit did.
package struct UnitReport: Sendable, Equatable {
    package var outcome: UnitOutcome
    /// The provider's error code, or a word of ours; nil for complete units.
    package var reason: String?
    /// The provider's name for the request that ended the unit; nil for complete units.
    package var requestID: String?
    package var records = 0
    /// Records that lack a part, see ``MissingPart``.
    package var incompleteRecords = 0
    /// Items that the cloud listed and the configuration does not want.
    package var unwanted = 0
    /// Items that were listed, and gone when they were asked for.
    package var gone = 0
    /// Requests that were sent, repeated ones included.
    package var calls = 0
    package var retries = 0
    /// From its first call to its last record, in milliseconds; of all runs that it took.
    package var duration = 0
    /// The zones or locations that the cloud said it could not reach.
    package var unreached: [String] = []

    package init(outcome: UnitOutcome, reason: String? = nil, requestID: String? = nil) {
        self.outcome = outcome
        self.reason = reason
        self.requestID = requestID
    }
}
