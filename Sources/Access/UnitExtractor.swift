// SPDX-License-Identifier: Apache-2.0
package import Cloud

/// What an extractor hands over.
package enum Extracted: Sendable {
    case record(Record)
    /// All records of what has been listed so far were handed over, and there is more.
    case page(next: ListCursor)
}

/// Finds the resources of one unit. Each cloud has one.
package protocol UnitExtractor: Sendable {
    /// The kinds of calls that it makes, for people.
    var operations: [String] { get }
    /// What they need, sorted.
    var permissions: [Permission] { get }

    /// Pages are asked for one after the other, and only when the records of the last have been taken.
    ///
    /// - Parameters:
    ///   - cursor: where an earlier run of the same unit had got to; from the start if nil.
    ///   - tally: counts on even when an error ends the run.
    func run<Failure: Error>(
        from cursor: ListCursor?, _ tally: CallTally, emit: (Extracted) async throws(Failure) -> Void
    ) async throws(ExtractionError<Failure>)
}
