// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Whether somebody wants the end of work that chooses its own moment for it.
final class Interruption: Sendable {
    private let flag = Mutex(false)

    var isWanted: Bool { flag.withLock { $0 } }

    /// Runs to its end even when the task around it is cancelled; the work sees that by the value that it is given.
    static func heeding<R: Sendable>(_ work: @escaping @Sendable (Interruption) async -> R) async -> R {
        let interruption = Interruption()
        return await withTaskCancellationHandler {
            await Task { await work(interruption) }.value
        } onCancel: {
            interruption.flag.withLock { $0 = true }
        }
    }
}
