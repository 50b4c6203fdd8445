// SPDX-License-Identifier: Apache-2.0
import Agent
import Posix

/// Runs work that SIGINT and SIGTERM cancel; once in the life of the process.
func interruptible<R: Sendable>(
    _ work: @escaping @Sendable () async throws(Failure) -> R
) async throws(Failure) -> R {
    let signals: AsyncStream<Int32>
    do {
        signals = try InterruptSignals.first()
    } catch {
        throw Failure(.defect, "\(error)")
    }
    let result = await Cancellation.when(signals) { await Result.awaiting(work) }
    guard let result else { throw Failure(.defect, "work without an end") }
    return try result.get()
}
