// SPDX-License-Identifier: Apache-2.0

/// Work that others may end.
package enum Cancellation {
    /// Does work, and cancels it when something is said.
    ///
    /// - Returns: what came of the work, cancelled or not; it is waited for. Nil never, but to the compiler.
    package static func when<R: Sendable>(
        _ said: AsyncStream<some Sendable>, _ work: @escaping @Sendable () async -> R
    ) async -> R? {
        await when({ for await _ in said { break } }, work)
    }

    /// Does work, and cancels it when it takes too long; as ``when(_:_:)``.
    static func after<R: Sendable>(
        _ limit: Duration, on clock: any Clock<Duration>, _ work: @escaping @Sendable () async -> R
    ) async -> R? {
        // A sleep that ends early is that of a work that has ended.
        await when({ try? await clock.sleep(for: limit) }, work)
    }

    private static func when<R: Sendable>(
        _ end: @escaping @Sendable () async -> Void, _ work: @escaping @Sendable () async -> R
    ) async -> R? {
        await withTaskGroup(of: R?.self) { group in
            group.addTask { await work() }
            group.addTask {
                await end()
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
