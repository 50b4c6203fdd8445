// SPDX-License-Identifier: Apache-2.0
import Access
import Cloud

@testable import AWS

extension AWSExtractor {
    /// From the start, the records alone.
    func run<Failure: Error>(
        _ tally: CallTally, emit: (Record) async throws(Failure) -> Void
    ) async throws(ExtractionError<Failure>) {
        try await run(from: nil, tally) { (extracted) async throws(Failure) in
            if case .record(let record) = extracted { try await emit(record) }
        }
    }
}
