// SPDX-License-Identifier: Apache-2.0
import Posix
import TestSupport
import Testing

struct LockTests {
    private let folder: TemporaryDirectory
    private let path: String

    init() throws {
        folder = try TemporaryDirectory()
        path = try folder.write("lock", "")
    }

    @Test func `a lock is held against a second descriptor`() throws {
        let first = try FileDescriptor.open(path, for: .append)
        let second = try FileDescriptor.open(path, for: .append)
        let locked = try first.tryLock()
        #expect(locked)
        let again = try second.tryLock()
        #expect(!again)
    }

    @Test func `the holder may lock again`() throws {
        let file = try FileDescriptor.open(path, for: .append)
        let results = [try file.tryLock(), try file.tryLock()]
        #expect(results == [true, true])
    }

    @Test func `the lock ends with its descriptor`() throws {
        let second = try FileDescriptor.open(path, for: .append)
        do {
            let first = try FileDescriptor.open(path, for: .append)
            let locked = try first.tryLock()
            #expect(locked)
            let refused = try second.tryLock()
            #expect(!refused)
        }
        let locked = try second.tryLock()
        #expect(locked)
    }

    @Test func `locks of different files do not meet`() throws {
        let first = try FileDescriptor.open(path, for: .append)
        let second = try FileDescriptor.open(try folder.write("other", ""), for: .append)
        let results = [try first.tryLock(), try second.tryLock()]
        #expect(results == [true, true])
    }
}
