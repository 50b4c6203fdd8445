// SPDX-License-Identifier: Apache-2.0
import Sealing
import Synchronization

/// Keeps nothing: for measuring, and for trying a configuration out.
package struct NullTransport: Transport {
    private final class Stream: RecordStream {
        private let path: String
        private let isFinished = Mutex(false)

        init(path: String) { self.path = path }

        func append(_ records: [SealedRecord]) async throws(TransportError) {
            if isFinished.withLock({ $0 }) { throw .finished(path: path) }
        }

        func synchronize() async throws(TransportError) {}

        func finish() async throws(TransportError) {
            let wasFinished = isFinished.withLock { isFinished in
                defer { isFinished = true }
                return isFinished
            }
            if wasFinished { throw .finished(path: path) }
        }
    }

    package init() {}

    package func begin() async throws(TransportError) {}

    package func resume(keeping known: Set<String>) async throws(TransportError) { throw .missing(path: "null") }

    package func visit(
        _ path: String, _ kept: KeptRecords, _ visit: (_ token: [UInt8]) -> Void
    ) async throws(TransportError) -> Bool { kept == .none }

    package func open(_ path: String, keeping kept: KeptRecords) async throws(TransportError) -> any RecordStream {
        Stream(path: path)
    }

    package func commit(manifest: [UInt8], note: [UInt8]) async throws(TransportError) -> String? { nil }

    package func abandon() async {}
}
