// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

private let launching = Mutex(())

extension Process {
    /// As `run()`, one at a time: Foundation has crashed when many tests spawned at once. And with no signal blocked: a
    /// child inherits the mask of the thread that starts it, and Dispatch blocks nearly all on its own. A server that
    /// cannot see SIGTERM stays until the tests end.
    func start() throws {
        try launching.withLock { _ in
            var nothing = sigset_t()
            var before = sigset_t()
            unsafe sigemptyset(&nothing)
            unsafe pthread_sigmask(SIG_SETMASK, &nothing, &before)
            defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
            try run()
        }
    }
}
