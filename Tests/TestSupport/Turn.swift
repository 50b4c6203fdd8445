// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import Testing

/// A test's leave to have servers of its own. Its first server waits for it, its others come along, and it ends with the
/// last of them: a machine that starts thirty servers at once is too slow for each.
final class Turn: Sendable {
    private let test: Test.ID

    /// The turn of the test that asks, at once if it has one. Nothing where no test asks.
    static func taken() async -> Turn? {
        guard let test = Test.current?.id else { return nil }
        await withCheckedContinuation { continuation in
            let next = queue.withLock { queue in
                queue.waiting.append((test, continuation))
                return queue.next()
            }
            for continuation in next { continuation.resume() }
        }
        return Turn(test)
    }

    private init(_ test: Test.ID) { self.test = test }

    deinit {
        let next = Self.queue.withLock { queue in
            queue.leave(test)
            return queue.next()
        }
        for continuation in next { continuation.resume() }
    }

    private static let queue = Mutex(Queue())

    private struct Queue {
        private let limit = ProcessInfo.processInfo.activeProcessorCount * 2
        /// How many servers the tests have that have a turn.
        private var servers: [Test.ID: Int] = [:]
        var waiting: [(test: Test.ID, continuation: CheckedContinuation<Void, Never>)] = []

        mutating func leave(_ test: Test.ID) {
            guard let count = servers[test] else { return }
            servers[test] = count > 1 ? count - 1 : nil
        }

        /// Those who can go on now, in the order of their coming.
        mutating func next() -> [CheckedContinuation<Void, Never>] {
            var next: [CheckedContinuation<Void, Never>] = []
            waiting.removeAll { test, continuation in
                guard servers[test] != nil || servers.count < limit else { return false }
                servers[test, default: 0] += 1
                next.append(continuation)
                return true
            }
            return next
        }
    }
}
