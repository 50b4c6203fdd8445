// SPDX-License-Identifier: Apache-2.0
import Glibc
import Posix
import Testing

/// Signals are for a whole process, so each test has one of its own.
@Suite(.timeLimit(.minutes(20)))
struct InterruptSignalsTests {
    @Test func `an interrupt is a value`() async {
        await #expect(processExitsWith: .success) {
            let stream = try InterruptSignals.first()
            kill(getpid(), SIGINT)
            var numbers: [Int32] = []
            for await number in stream { numbers.append(number) }
            #expect(numbers == [SIGINT])
        }
    }

    @Test func `a termination is a value`() async {
        await #expect(processExitsWith: .success) {
            let stream = try InterruptSignals.first()
            kill(getpid(), SIGTERM)
            var numbers: [Int32] = []
            for await number in stream { numbers.append(number) }
            #expect(numbers == [SIGTERM])
        }
    }

    @Test func `a hangup is a value`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGHUP, SIG_DFL)
            let stream = try InterruptSignals.first()
            kill(getpid(), SIGHUP)
            var numbers: [Int32] = []
            for await number in stream { numbers.append(number) }
            #expect(numbers == [SIGHUP])
        }
    }

    @Test func `a hangup that is ignored stays ignored`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGHUP, SIG_IGN)
            let stream = try InterruptSignals.first()
            kill(getpid(), SIGHUP)
            kill(getpid(), SIGINT)
            var numbers: [Int32] = []
            for await number in stream { numbers.append(number) }
            #expect(numbers == [SIGINT])
            kill(getpid(), SIGHUP)
        }
    }

    @Test func `a second signal ends the process, once the moment for doubled ones is over`() async {
        await #expect(processExitsWith: .signal(SIGTERM)) {
            let stream = try InterruptSignals.first()
            kill(getpid(), SIGINT)
            for await number in stream { #expect(number == SIGINT) }
            alarm(600)
            while true {
                kill(getpid(), SIGTERM)
                sched_yield()
            }
        }
    }

    /// More of them than a pipe holds, on the thread that sends them: an unread one must not stop it.
    @Test func `a flood of signals holds nobody up`() async {
        await #expect(processExitsWith: .success) {
            let stream = try InterruptSignals.first(graceMicroseconds: 600_000_000)
            var all = sigset_t()
            unsafe sigemptyset(&all)
            unsafe pthread_sigmask(SIG_SETMASK, &all, nil)
            alarm(600)
            errno = EXDEV
            for _ in 0..<200_000 { raise(SIGTERM) }
            #expect(errno == EXDEV)
            for await number in stream { #expect(number == SIGTERM) }
            for _ in 0..<200_000 { raise(SIGTERM) }
        }
    }

    @Test func `a signal that comes twice at once is one`() async {
        await #expect(processExitsWith: .success) {
            let stream = try InterruptSignals.first(graceMicroseconds: 600_000_000)
            kill(getpid(), SIGTERM)
            kill(getpid(), SIGTERM)
            var numbers: [Int32] = []
            for await number in stream { numbers.append(number) }
            kill(getpid(), SIGTERM)
            #expect(numbers == [SIGTERM])
        }
    }
}
