// SPDX-License-Identifier: Apache-2.0

/// What of a unit could not be read, while the rest of it was. Of one task.
package final class ExtractionGaps {
    /// Zones and locations, with the cloud's code for why.
    package var unreached: [(scope: String, code: String)] = []
    /// Of the items that were refused, or whose children were, the first.
    package private(set) var failed: CloudError?

    package init() {}

    package var isEmpty: Bool { unreached.isEmpty && failed == nil }

    /// The rest is read all the same, and the unit does not look whole.
    ///
    /// - Throws: what concerns more than this item, or passes.
    package func note(_ error: CloudError) throws(CloudError) {
        guard error.isFinal else { throw error }
        if error.status != 404 { failed = failed ?? error }
    }

    /// Visits what belongs to one item of several; what is refused there is noted, and the others' is visited all the same.
    package func visiting<Failure: Error>(
        _ visit: () async throws(ExtractionError<Failure>) -> Void
    ) async throws(ExtractionError<Failure>) {
        do throws(ExtractionError<Failure>) {
            try await visit()
        } catch {
            guard case .cloud(let cause) = error else { throw error }
            do throws(CloudError) { try note(cause) } catch { throw .cloud(error) }
        }
    }
}
