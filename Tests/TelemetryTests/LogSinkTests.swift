// SPDX-License-Identifier: Apache-2.0
import JSON
import Logging
import Posix
import Synchronization
import TestSupport
import Testing

@testable import Telemetry

struct LogSinkTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private static let tasks = 8
    private static let rounds = 25

    @Test func `the lines of many threads never mix`() async throws {
        let path = "\(folder.path)/log"
        let sink = LogSink(try FileDescriptor.open(path, for: .append))
        // Longer than what a pipe or a page takes at once.
        let filling = String(repeating: "x", count: 9000)
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<Self.tasks {
                group.addTask {
                    let logger = Logger(label: "agent") { JSONLogHandler(label: $0, level: .info, sink: sink) }
                    for round in 0..<Self.rounds {
                        logger.info("\(task)/\(round)", metadata: ["filling": .string(filling)])
                    }
                }
            }
        }
        let lines = try FileDescriptor.contents(of: path).split(separator: UInt8(ascii: "\n"))
        let messages = try lines.map { try JSONValue(parsing: Array($0).span)["message"]?.string }
        let expected = (0..<Self.tasks).flatMap { task in (0..<Self.rounds).map { "\(task)/\($0)" } }
        #expect(messages.count == expected.count)
        #expect(Set(messages) == Set(expected))
    }

    @Test func `one thread at a time writes, a line at a time`() async {
        let inside = Mutex(0)
        let crowded = Mutex(false)
        let writes = Mutex<[String]>([])
        let sink = LogSink { text in
            if inside.withLock({
                $0 += 1
                return $0
            }) > 1 {
                crowded.withLock { $0 = true }
            }
            writes.withLock { $0.append(text) }
            inside.withLock { $0 -= 1 }
        }
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<Self.tasks {
                group.addTask { for round in 0..<Self.rounds { sink.line("\(task)/\(round)") } }
            }
        }
        #expect(!crowded.withLock { $0 })
        let taken = writes.withLock { $0 }
        #expect(taken.count == Self.tasks * Self.rounds)
        #expect(taken.allSatisfy { $0.hasSuffix("\n") && $0.count { $0 == "\n" } == 1 })
    }

    @Test func `a full disk ends no extraction`() throws {
        let sink = LogSink(try FileDescriptor.open("/dev/full", for: .append))
        Logger(label: "agent") { JSONLogHandler(label: $0, level: .info, sink: sink) }.info("lost")
    }
}
