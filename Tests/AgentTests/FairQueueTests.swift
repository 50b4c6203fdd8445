// SPDX-License-Identifier: Apache-2.0
import Cloud
import Testing

@testable import Agent

/// cloudquery#3184, prowler#2458: one service with very many objects, and all others wait for it.
struct FairQueueTests {
    private func units(_ counts: [(service: String, count: Int)]) throws -> [PlannedUnit] {
        try counts.flatMap { service, count in
            try (0..<count).map { index in
                PlannedUnit(
                    unit: WorkUnit(
                        type: try #require(ResourceType("aws:\(service):thing")),
                        scope: Scope(account: "123456789012", region: "region-\(index)")),
                    selection: nil, work: .ended(UnitReport(outcome: .skipped, reason: "Test")))
            }
        }
    }

    /// The services in the order in which their units begin. Of those that run, the one that began first ends first.
    private func order(_ units: [PlannedUnit], workers: Int) -> [String] {
        var queue = FairQueue(units)
        var running: [PlannedUnit] = []
        var order: [String] = []
        while true {
            while running.count < workers, let unit = queue.next() {
                running.append(unit)
                order.append(unit.unit.type.service)
            }
            guard !running.isEmpty else { return order }
            queue.ended(running.removeFirst())
        }
    }

    @Test(arguments: [1, 2, 3, 8])
    func `a service with a thousand units lets those with one begin at once`(workers: Int) throws {
        let order = try order(units([("a", 1000), ("b", 1), ("c", 1)]), workers: workers)
        #expect(Set(order.prefix(3)) == ["a", "b", "c"], "\(order.prefix(10))")
        #expect(order.count == 1002)
    }

    @Test(arguments: [1, 2, 3, 8])
    func `two services with a thousand units each do not pass the turn between them`(workers: Int) throws {
        let order = try order(units([("a", 1000), ("b", 1000), ("c", 1), ("d", 1)]), workers: workers)
        #expect(Set(order.prefix(4)) == ["a", "b", "c", "d"], "\(order.prefix(10))")
        #expect(order.count == 2002)
    }

    @Test func `a slow service takes one worker, and the others' units go through the rest`() throws {
        var queue = FairQueue(try units([("a", 1000), ("b", 10)]))
        var slow: [PlannedUnit] = []
        var quick = 0
        // Of two workers one is with a service that never answers.
        for _ in 0..<11 {
            guard let unit = queue.next() else { break }
            if unit.unit.type.service == "a" {
                slow.append(unit)
            } else {
                quick += 1
                queue.ended(unit)
            }
        }
        #expect(slow.count == 1 && quick == 10)
    }

    @Test func `the units of a service keep their order, and each begins once`() throws {
        var queue = FairQueue(try units([("a", 20), ("b", 20)]))
        var begun: [String: [String]] = [:]
        while let unit = queue.next() {
            begun[unit.unit.type.service, default: []].append(unit.unit.scope.region)
            queue.ended(unit)
        }
        let expected = (0..<20).map { "region-\($0)" }
        #expect(begun == ["a": expected, "b": expected])
    }
}
