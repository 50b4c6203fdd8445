// SPDX-License-Identifier: Apache-2.0
import Glibc

/// SIGINT and SIGTERM as values instead of ends.
package enum InterruptSignals {
    private static func set() -> sigset_t {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGINT)
        unsafe sigaddset(&signals, SIGTERM)
        return signals
    }

    /// Holds them back from every thread that is started from now on; for the very start of the process.
    package static func block() {
        var signals = set()
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Lets them end the process again.
    package static func unblock() {
        var signals = set()
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Yields the first of them, sigwait(3). After it a second one ends the process at once.
    package static func first() throws(SystemError) -> AsyncStream<Int32> {
        let (stream, continuation) = AsyncStream<Int32>.makeStream()
        try DedicatedThread.start {
            var signals = set()
            var number: Int32 = 0
            unsafe sigwait(&signals, &number)
            continuation.yield(number)
            continuation.finish()
            unblock()
            // This thread is the one that the next signal can reach.
            while true { pause() }
        }
        return stream
    }
}
