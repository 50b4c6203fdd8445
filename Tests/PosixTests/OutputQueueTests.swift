// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Testing

@testable import Posix

struct OutputQueueTests {
    /// What was written, by a writer that stands still until it is let through.
    private final class Writer: Sendable {
        let written = Mutex<[String]>([])
        private let gate = Monitor(false)

        func open() { gate.change { $0 = true } }

        func write(_ text: String) {
            _ = gate.wait { $0 ? true : nil }
            written.withLock { $0.append(text) }
        }
    }

    /// Long for a thread that has nothing to wait for.
    private static let ample = Duration.seconds(60)

    @Test func `while the writer stands still as much waits as there is room for, and the rest is refused`() throws {
        let writer = Writer()
        let queue = try OutputQueue(limit: 100) { writer.write($0) }
        let texts = (0..<20).map { "\($0)".padding(to: 10) }
        // What is being written takes its room until it is.
        #expect(texts.map(queue.add) == Array(repeating: true, count: 10) + Array(repeating: false, count: 10))
        #expect(!queue.flush(within: .zero))
        writer.open()
        #expect(queue.flush(within: Self.ample))
        #expect(writer.written.withLock { $0 } == Array(texts.prefix(10)))
        // There is room again.
        #expect(queue.add(texts[19]))
        #expect(queue.flush(within: Self.ample))
        #expect(writer.written.withLock { $0.last } == texts[19])
    }

    @Test func `what is larger than all the room is refused`() throws {
        let writer = Writer()
        let queue = try OutputQueue(limit: 9) { writer.write($0) }
        #expect(!queue.add("0123456789"))
        // Bytes, not characters.
        #expect(!queue.add("ééééé"))
        #expect(queue.flush(within: .zero))
    }

    @Test func `what was added before the queue's end is written after it`() async throws {
        let (texts, continuation) = AsyncStream.makeStream(of: String.self)
        let writer = Writer()
        do {
            let queue = try OutputQueue(limit: 100) { text in
                writer.write(text)
                continuation.yield(text)
            }
            for text in ["a", "b", "c"] { #expect(queue.add(text)) }
        }
        writer.open()
        var came: [String] = []
        for await text in texts {
            came.append(text)
            if came.count == 3 { break }
        }
        #expect(came == ["a", "b", "c"])
    }
}

extension String {
    fileprivate func padding(to length: Int) -> String { self + String(repeating: ".", count: length - count) }
}
