// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization

/// The end of a pipe that the handler writes to; -1 before there is one.
private let wakeDescriptor = Atomic<Int32>(-1)

/// What came and was not yet taken: a bit for each number, as the kernel keeps its own.
private let pending = Atomic<UInt64>(0)

/// SIGINT, SIGTERM and SIGHUP as values instead of ends.
///
/// A handler and a pipe, not sigwait(3): Dispatch keeps a thread that unblocks every signal.
package enum InterruptSignals {
    /// timeout(1) and some supervisors send a signal to the process and to its group: two at once are one.
    package static let graceMicroseconds: UInt32 = 500_000

    /// Yields the first of them. After the grace they do again what they always did: a second one ends the process.
    package static func first(
        graceMicroseconds: UInt32 = graceMicroseconds
    ) throws(SystemError) -> AsyncStream<Int32> { try stream(graceMicroseconds) { ($0, isLast: true) } }

    /// Yields each SIGHUP, and the first of the others, which is the last: a second one ends the process.
    package static func ofService() throws(SystemError) -> AsyncStream<ServiceSignal> {
        try stream(graceMicroseconds) { $0 == SIGHUP ? (.reload, isLast: false) : (.end, isLast: true) }
    }

    private static func stream<Element: Sendable>(
        _ grace: UInt32, _ meaning: @escaping @Sendable (Int32) -> (Element, isLast: Bool)
    ) throws(SystemError) -> AsyncStream<Element> {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw SystemError(call: "pipe", path: "signals", code: errno) }
        // Never closed: a signal that comes while the handlers change would be answered with SIGPIPE.
        let pipe = FileDescriptor(raw: ends[0], path: "signals", closes: false)
        // Where the pipe is full there is enough to wake the reader, and after its end nobody empties it.
        guard fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0, ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
            throw SystemError(call: "fcntl", path: "signals", code: errno)
        }
        // Both are touched before a handler is: Swift makes a global at its first use, which takes a lock.
        wakeDescriptor.store(ends[1], ordering: .sequentiallyConsistent)
        pending.store(0, ordering: .sequentiallyConsistent)
        let (stream, continuation) = AsyncStream<Element>.makeStream()
        let reader = SharedDescriptor(pipe)
        try DedicatedThread.start {
            var isLast = false
            while !isLast {
                for number in reader.numbers() where !isLast {
                    let (element, ends) = meaning(number)
                    continuation.yield(element)
                    isLast = ends
                }
            }
            continuation.finish()
            usleep(grace)
            setHandlers(SIG_DFL)
        }
        setHandlers { number in
            // Only what signal-safety(7) allows, and what was interrupted finds its errno as it was.
            let before = errno
            pending.bitwiseOr(1 << UInt64(number), ordering: .sequentiallyConsistent)
            var byte: UInt8 = 0
            _ = unsafe write(wakeDescriptor.load(ordering: .sequentiallyConsistent), &byte, 1)
            errno = before
        }
        return stream
    }

    private static func setHandlers(_ handler: __sighandler_t?) {
        _ = signal(SIGINT, handler)
        _ = signal(SIGTERM, handler)
        // nohup(1) has it ignored, and it stays ignored then.
        if unsafe unsafeBitCast(signal(SIGHUP, handler), to: Int.self) == 1 { _ = signal(SIGHUP, SIG_IGN) }
    }
}

/// A descriptor that a closure can hold.
private final class SharedDescriptor: Sendable {
    private let file: FileDescriptor

    init(_ file: consuming FileDescriptor) { self.file = file }

    /// Waits for a byte and takes what came, each number once. A pipe that cannot be read is an end.
    func numbers() -> [Int32] {
        var bytes: [UInt8] = [0]
        guard (try? file.read(into: &bytes)) == 1 else { return [SIGTERM] }
        let bits = pending.exchange(0, ordering: .sequentiallyConsistent)
        return [SIGHUP, SIGINT, SIGTERM].filter { bits & 1 << UInt64($0) != 0 }
    }
}
