// SPDX-License-Identifier: Apache-2.0

/// Work that others may end.
package enum Cancellation {
    /// Does work, and cancels it when something is said.
    ///
    /// - Returns: what came of the work, cancelled or not; it is waited for. Nil never, but to the compiler.
    package static func when<R: Sendable>(
        _ said: AsyncStream<some Sendable>, _ work: @escaping @Sendable () async -> R
    ) async -> R? {
        await withTaskGroup(of: R?.self) { group in
            group.addTask { await work() }
            group.addTask {
                for await _ in said { break }
                return nil
            }
            while let event = await group.next() {
                group.cancelAll()
                if let event { return event }
            }
            return nil
        }
    }
}
