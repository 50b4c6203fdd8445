// SPDX-License-Identifier: Apache-2.0
import Glibc
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

    private static let threads = 8
    private static let rounds = 25

    /// On threads of their own: the pool's may be busy with other tests, and tasks then come one after the other.
    private static func onThreads(_ body: @escaping @Sendable (Int) -> Void) async throws {
        let (endings, ending) = AsyncStream.makeStream(of: Int.self)
        for thread in 0..<threads {
            try DedicatedThread.start {
                body(thread)
                ending.yield(thread)
            }
        }
        var ended = 0
        for await _ in endings {
            ended += 1
            if ended == threads { break }
        }
    }

    @Test func `the lines of many threads never mix`() async throws {
        let path = "\(folder.path)/log"
        let sink = LogSink(try FileDescriptor.open(path, for: .append))
        // Longer than what a pipe or a page takes at once.
        let filling = String(repeating: "x", count: 9000)
        try await Self.onThreads { thread in
            let logger = Logger(label: "agent") { JSONLogHandler(label: $0, level: .info, sink: sink) }
            for round in 0..<Self.rounds {
                logger.info("\(thread)/\(round)", metadata: ["filling": .string(filling)])
            }
        }
        let lines = try FileDescriptor.contents(of: path).split(separator: UInt8(ascii: "\n"))
        let messages = try lines.map { try JSONValue(parsing: Array($0).span)["message"]?.string }
        let expected = (0..<Self.threads).flatMap { thread in (0..<Self.rounds).map { "\(thread)/\($0)" } }
        #expect(messages.count == expected.count)
        #expect(Set(messages) == Set(expected))
    }

    @Test func `one thread at a time writes, a line at a time`() async throws {
        let inside = Mutex(0)
        let crowded = Mutex(false)
        let writes = Mutex<[String]>([])
        let sink = LogSink { text in
            inside.withLock { $0 += 1 }
            // The others' turn, if they may come in.
            for _ in 0..<20 {
                sched_yield()
                if inside.withLock({ $0 > 1 }) { crowded.withLock { $0 = true } }
            }
            writes.withLock { $0.append(text) }
            inside.withLock { $0 -= 1 }
        }
        try await Self.onThreads { thread in for round in 0..<Self.rounds { sink.line("\(thread)/\(round)") } }
        #expect(!crowded.withLock { $0 })
        let taken = writes.withLock { $0 }
        #expect(taken.count == Self.threads * Self.rounds)
        #expect(taken.allSatisfy { $0.hasSuffix("\n") && $0.count { $0 == "\n" } == 1 })
    }

    @Test func `a full disk ends no extraction`() throws {
        let sink = LogSink(try FileDescriptor.open("/dev/full", for: .append))
        Logger(label: "agent") { JSONLogHandler(label: $0, level: .info, sink: sink) }.info("lost")
    }
}
