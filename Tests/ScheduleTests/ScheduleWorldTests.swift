// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Schedule

/// Ticks, ends, reloads, crashes and wrong clocks in any order.
struct ScheduleWorldTests {
    @Test(arguments: 1...16 as ClosedRange<UInt64>)
    func `every occurrence is begun or skipped, once, and none too early`(seed: UInt64) throws {
        var world = try ScheduleWorld(seed: seed)
        for _ in 0..<400 { try world.step() }
        try world.settle()
        #expect(world.begun > 30)
        #expect((world.left[.overlap] ?? 0) > 0 && (world.left[.missed] ?? 0) + (world.left[.superseded] ?? 0) > 0)
    }
}
