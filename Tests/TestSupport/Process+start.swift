// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

private let launching = Mutex(())

extension Process {
    /// As `run()`, one at a time: Foundation has crashed when many tests spawned at once.
    func start() throws { try launching.withLock { _ in try run() } }
}
