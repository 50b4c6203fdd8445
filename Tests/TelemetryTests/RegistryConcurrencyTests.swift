// SPDX-License-Identifier: Apache-2.0
import CoreMetrics
import Telemetry
import Testing

struct RegistryConcurrencyTests {
    private static let tasks = 8
    private static let rounds = 500

    /// Samples of a histogram in one exposition: its `+Inf` bucket and its count.
    private static func agree(_ text: String) -> Bool {
        func value(_ start: String) -> Substring? {
            text.split(separator: "\n").first { $0.hasPrefix(start) }?.split(separator: " ").last
        }
        return value("spread_bucket{le=\"+Inf\"}") == value("spread_count ")
    }

    @Test func `nothing is lost between threads, and every exposition is of one moment`() async {
        let registry = PrometheusRegistry(limit: 50)
        registry.describe("spread", help: "Spread.", buckets: [100, 200])
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<Self.tasks {
                group.addTask {
                    for round in 0..<Self.rounds {
                        Counter(label: "shared_total", factory: registry).increment()
                        FloatingPointCounter(label: "fractions_total", factory: registry).increment(by: 0.5)
                        Meter(label: "level", factory: registry).increment(by: task % 2 == 0 ? 1 : -1)
                        Recorder(label: "spread", factory: registry).record(Double(round))
                        Counter(label: "many_total", dimensions: [("n", String(round % 100))], factory: registry)
                            .increment()
                    }
                    return true
                }
            }
            group.addTask { (0..<50).allSatisfy { _ in Self.agree(registry.exposition()) } }
            for await isWell in group { #expect(isWell) }
        }
        let all = Self.tasks * Self.rounds
        let shown = lines(of: registry)
        #expect(shown.contains("shared_total \(all)"))
        #expect(shown.contains("fractions_total \(all / 2)"))
        #expect(shown.contains("level 0"))
        #expect(shown.contains(#"spread_bucket{le="100"} \#(Self.tasks * 101)"#))
        #expect(shown.contains(#"spread_bucket{le="+Inf"} \#(all)"#))
        #expect(shown.contains("spread_sum \(Self.tasks * Self.rounds * (Self.rounds - 1) / 2)"))
        // Which label sets came first is chance; how many are there, and that all others were counted, is not.
        #expect(shown.count { $0.hasPrefix("many_total{") } == 50)
        #expect(dropped("limit", in: registry) == all / 2)
    }
}
