// SPDX-License-Identifier: Apache-2.0

/// Texts on their way out, written in their order by one thread of the queue's own: whoever adds one never waits for
/// those who read them.
package final class OutputQueue: Sendable {
    private struct State {
        var waiting: [String] = []
        /// Bytes of those that wait or are being written.
        var size = 0
        var isEnded = false
    }

    private let limit: Int
    private let monitor = Monitor(State())

    /// - Parameters:
    ///   - limit: how many bytes may wait.
    ///   - write: writes one text; called by one thread, which it may keep for as long as it takes.
    package init(limit: Int, write: @escaping @Sendable (String) -> Void) throws(SystemError) {
        self.limit = limit
        let monitor = monitor
        try DedicatedThread.start {
            while let texts = monitor.wait(for: Self.next) {
                for text in texts {
                    write(text)
                    monitor.change { $0.size -= text.utf8.count }
                }
            }
        }
    }

    deinit { monitor.change { $0.isEnded = true } }

    /// - Returns: false where there is no room: then nobody will ever write it.
    package func add(_ text: String) -> Bool {
        let count = text.utf8.count
        return monitor.change { state in
            guard state.size + count <= limit else { return false }
            state.size += count
            state.waiting.append(text)
            return true
        }
    }

    /// Blocks until all that was added is written, or the time is over.
    ///
    /// - Returns: whether it is written.
    @discardableResult
    package func flush(within patience: Duration) -> Bool { monitor.wait(patience) { $0.size == 0 } }

    /// Nil within the other one: wait. The inner nil: there is nothing more to come.
    private static func next(_ state: inout State) -> [String]?? {
        if state.waiting.isEmpty { return state.isEnded ? .some(nil) : nil }
        defer { state.waiting = [] }
        return state.waiting
    }
}
