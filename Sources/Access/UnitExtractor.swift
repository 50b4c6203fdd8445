// SPDX-License-Identifier: Apache-2.0
package import Cloud

/// Finds the resources of one unit. Each cloud has one.
package protocol UnitExtractor: Sendable {
    /// Pages are asked for one after the other, and only when the records of the last have been taken.
    ///
    /// - Parameter tally: counts on even when an error ends the run.
    func run<Failure: Error>(
        _ tally: CallTally, emit: (Record) async throws(Failure) -> Void
    ) async throws(ExtractionError<Failure>)
}
