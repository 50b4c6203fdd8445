// SPDX-License-Identifier: Apache-2.0
import Logging
import Posix
import Synchronization
import TestSupport
import Testing

@testable import Telemetry

struct LogQueueTests {
    private final class Reader: Sendable {
        let lines = Mutex<[String]>([])
        let lost = Mutex(0)
        /// Whoever holds it keeps the writer from writing.
        let turn = Mutex(())

        func queue(limit: Int = LogQueue.limit) throws -> LogQueue {
            try LogQueue(limit: limit) { [self] in
                lost.withLock { $0 += 1 }
            } write: { [self] text in
                turn.withLock { _ in lines.withLock { $0.append(text) } }
            }
        }
    }

    @Test func `lines of a reader that stands still are lost and counted, and nobody waits`() throws {
        let reader = Reader()
        let queue = try reader.queue(limit: 4096)
        let logger = Logger(label: "agent") { JSONLogHandler(label: $0, level: .info, sink: LogSink(queue)) }
        reader.turn.withLock { _ in
            for number in 0..<1000 { logger.info("line \(number)") }
        }
        queue.flush()
        let (written, lost) = (reader.lines.withLock { $0 }, reader.lost.withLock { $0 })
        #expect(lost > 900 && written.count + lost == 1000)
        #expect(written.joined().utf8.count <= 4096)
        // The oldest are those that are kept, each whole.
        for (number, line) in written.enumerated() {
            #expect(line.contains("\"line \(number)\"") && line.hasSuffix("}\n"))
        }
        logger.info("again")
        queue.flush()
        #expect(reader.lines.withLock { $0.last?.contains("again") } == true)
    }

    @Test func `a line that cannot be written is counted`() throws {
        let lost = Mutex(0)
        let queue = try LogQueue {
            lost.withLock { $0 += 1 }
        } write: { text in
            try FileDescriptor.open("/dev/full", for: .append).write(text)
        }
        for _ in 0..<3 { queue.line("lost\n") }
        queue.flush()
        #expect(lost.withLock { $0 } == 3)
    }
}
