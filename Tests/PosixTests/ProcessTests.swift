// SPDX-License-Identifier: Apache-2.0
import Foundation
import Posix
import Testing

/// What changes a whole process is tried in one of its own.
struct ProcessTests {
    @Test func `hardening leaves no core, no dump, no new privileges and no death by a pipe`() async {
        await #expect(processExitsWith: .success) {
            let before = HardeningLevel.measured()
            #expect(before.landlock == nil && !before.isUndumpable)
            let level = try ProcessHardening.apply()
            #expect(level.hasNoCoreFiles && level.isUndumpable && level.forbidsNewPrivileges)
            var limit = rlimit()
            #expect(unsafe getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0)
            #expect(limit.rlim_cur == 0 && limit.rlim_max == 0)
            // The attribute is the thread's; later threads inherit it.
            let status = try String(contentsOf: URL(filePath: "/proc/thread-self/status"), encoding: .utf8)
            #expect(status.contains("NoNewPrivs:\t1\n"))
            let ends = Pipe()
            try ends.fileHandleForReading.close()
            #expect(unsafe write(ends.fileHandleForWriting.fileDescriptor, "x", 1) == -1)
            #expect(errno == EPIPE)
        }
    }

    @Test func `hardening fills the places of streams that are closed`() async {
        await #expect(processExitsWith: .success) {
            close(0)
            try ProcessHardening.apply()
            // It would be the new 0.
            let next = try FileDescriptor.open("/proc/version", for: .read)
            let size = try next.size()
            #expect(size == 0)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/0") == "/dev/null")
        }
    }

    @Test func `hardening lets nobody log the keys of connections`() async {
        await #expect(processExitsWith: .success) {
            unsafe setenv("SSLKEYLOGFILE", "/tmp/keys", 1)
            try ProcessHardening.apply()
            #expect(unsafe getenv("SSLKEYLOGFILE") == nil)
        }
    }

    @Test func `a variable is its value, unless it is empty or removed`() async {
        await #expect(processExitsWith: .success) {
            unsafe setenv("CX_TEST", "value", 1)
            #expect(Environment.value("CX_TEST") == "value")
            unsafe setenv("CX_TEST", "", 1)
            #expect(Environment.value("CX_TEST") == nil)
            unsafe setenv("CX_TEST", "again", 1)
            Environment.remove("CX_TEST")
            #expect(Environment.value("CX_TEST") == nil)
            #expect(unsafe getenv("CX_TEST") == nil)
        }
    }

    @Test func `a dedicated thread is another thread`() async throws {
        let here = pthread_self()
        let there = try await withCheckedThrowingContinuation { continuation in
            do {
                try DedicatedThread.start { continuation.resume(returning: pthread_self()) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
        #expect(pthread_equal(here, there) == 0)
    }
}
