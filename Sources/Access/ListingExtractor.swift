// SPDX-License-Identifier: Apache-2.0
package import Cloud
package import JSON

/// An extractor that visits the items of a list, of each parent where they have parents, and makes a record of each.
package protocol ListingExtractor: UnitExtractor {
    /// Visits every item, with its parent where it has one.
    ///
    /// - Parameters:
    ///   - gaps: takes what could not be read while the rest was.
    ///   - turn: called behind each page of the outermost list but the last.
    func items<Failure: Error>(
        from cursor: ListCursor?, _ tally: CallTally, _ gaps: ExtractionGaps,
        turn: (ListCursor) async throws(ExtractionError<Failure>) -> Void,
        visit: (CanonicalJSON, CanonicalJSON?) async throws(ExtractionError<Failure>) -> Void
    ) async throws(ExtractionError<Failure>)

    /// - Parameters:
    ///   - parent: of the item, where it has one.
    ///   - gaps: takes an item that could not be read while others can.
    /// - Returns: nil for an item that is not wanted, has gone since it was listed, or is among the gaps.
    func record(
        of listed: CanonicalJSON, _ parent: CanonicalJSON?, _ tally: CallTally, _ gaps: ExtractionGaps
    ) async throws(CloudError) -> Record?

    /// Of the unit's list call.
    func failure(_ kind: CloudError.Kind, code: String) -> CloudError
}

extension ListingExtractor {
    package func run<Failure: Error>(
        from cursor: ListCursor?, _ tally: CallTally, emit: (Extracted) async throws(Failure) -> Void
    ) async throws(ExtractionError<Failure>) {
        func pass(_ extracted: Extracted) async throws(ExtractionError<Failure>) {
            do throws(Failure) {
                try await emit(extracted)
            } catch {
                throw .sink(error)
            }
        }
        let gaps = ExtractionGaps()
        try await items(
            from: cursor, tally, gaps,
            turn: { (next) async throws(ExtractionError<Failure>) in
                // Whoever goes on from here would know nothing of what is missing before.
                if gaps.isEmpty { try await pass(.page(next: next)) }
            },
            visit: { (listed, parent) async throws(ExtractionError<Failure>) in
                let record: Record?
                do throws(CloudError) {
                    record = try await self.record(of: listed, parent, tally, gaps)
                } catch {
                    throw .cloud(error)
                }
                if let record { try await pass(.record(record)) }
            })
        if let failed = gaps.failed { throw .cloud(failed) }
        // What was reached has been handed over; that there is more is known only now.
        if let first = gaps.unreached.first {
            var failure = failure(.partialAnswer, code: first.code)
            failure.unreached = Set(gaps.unreached.map(\.scope)).sorted()
            throw .cloud(failure)
        }
    }
}
