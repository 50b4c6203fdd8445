// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Agent

/// Keys leave the ring only while nobody is about to use one.
struct RingLockTests {
    @Test func `those who begin do not hinder each other, and whoever drops a key is alone`() throws {
        let directory = try TemporaryDirectory()
        let place = "\(directory.path)/output"
        // A disk that is not mounted is not made to look like one without snapshots.
        #expect(throws: AgentError.self) { try RingLock.alone(in: place) }
        let (first, second) = (try RingLock.shared(in: place), try RingLock.shared(in: place))
        #expect(throws: AgentError.self) { try RingLock.alone(in: place) }
        first.release()
        #expect(throws: AgentError.self) { try RingLock.alone(in: place) }
        second.release()
        let alone = try RingLock.alone(in: place)
        #expect(throws: AgentError.self) { try RingLock.shared(in: place) }
        alone.release()
        try RingLock.shared(in: place).release()
    }
}
