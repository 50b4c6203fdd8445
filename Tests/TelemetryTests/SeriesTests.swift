// SPDX-License-Identifier: Apache-2.0
import CoreMetrics
import Telemetry
import Testing

struct SeriesTests {
    private let registry = PrometheusRegistry()

    @Test func `a registry without metrics shows only what it dropped`() {
        #expect(
            registry.exposition() == """
                # HELP telemetry_dropped_series_total How often a series was asked for that is not shown, by reason.
                # TYPE telemetry_dropped_series_total counter
                telemetry_dropped_series_total{reason="kind"} 0
                telemetry_dropped_series_total{reason="labels"} 0
                telemetry_dropped_series_total{reason="limit"} 0

                """)
    }

    @Test func `whole numbers stay exact, and fractions are added`() {
        let whole = Counter(label: "whole_total", factory: registry)
        whole.increment(by: Int64(1) << 53)
        whole.increment()
        let mixed = FloatingPointCounter(label: "mixed_total", factory: registry)
        mixed.increment(by: 0.5)
        mixed.increment(by: 0.25)
        Counter(label: "mixed_total", factory: registry).increment(by: 2)
        #expect(lines(of: registry).contains("whole_total 9007199254740993"))
        #expect(lines(of: registry).contains("mixed_total 2.75"))
    }

    @Test func `a counter never goes down and never overflows`() {
        let counter = registry.makeCounter(label: "a_total", dimensions: [])
        counter.increment(by: 3)
        counter.increment(by: -2)
        #expect(lines(of: registry).contains("a_total 3"))
        counter.increment(by: .max)
        #expect(lines(of: registry).contains("a_total 9223372036854775807"))
        let fractions = registry.makeFloatingPointCounter(label: "b_total", dimensions: [])
        for amount in [1.5, -1, .nan, .infinity] { fractions.increment(by: amount) }
        #expect(lines(of: registry).contains("b_total 1.5"))
        counter.reset()
        #expect(lines(of: registry).contains("a_total 0"))
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "-0"), (1, "1"), (-2.5, "-2.5"), (0.1, "0.1"), (1e300, "1e+300"), (1e-7, "1e-07"),
        (123_456_789, "123456789"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    ])
    func `numbers are written so that they are read back`(value: Double, text: String) {
        Gauge(label: "level", factory: registry).record(value)
        #expect(lines(of: registry).contains("level \(text)"))
    }

    @Test func `a bucket holds what lies on its bound`() {
        registry.describe("sizes", help: "Sizes.", buckets: [10, 1, .infinity, 1, .nan])
        let sizes = Recorder(label: "sizes", factory: registry)
        for value in [1, 1.5, 10, 11, -4, .nan, .infinity] { sizes.record(value) }
        #expect(
            lines(of: registry).filter { $0.hasPrefix("sizes") } == [
                #"sizes_bucket{le="1"} 2"#, #"sizes_bucket{le="10"} 4"#, #"sizes_bucket{le="+Inf"} 6"#,
                "sizes_sum +Inf", "sizes_count 6",
            ])
    }

    @Test func `a duration is in seconds and never less than nothing`() {
        registry.describe("wait_seconds", help: "Waits.", buckets: [1])
        let timer = registry.makeTimer(label: "wait_seconds", dimensions: [("queue", "a")])
        timer.recordNanoseconds(250_000_000)
        timer.recordNanoseconds(-5)
        timer.recordNanoseconds(2_000_000_000)
        #expect(
            lines(of: registry).filter { $0.hasPrefix("wait_seconds") } == [
                #"wait_seconds_bucket{queue="a",le="1"} 2"#, #"wait_seconds_bucket{queue="a",le="+Inf"} 3"#,
                #"wait_seconds_sum{queue="a"} 2.25"#, #"wait_seconds_count{queue="a"} 3"#,
            ])
    }

    @Test func `what is destroyed is forgotten`() {
        let first = Counter(label: "a_total", factory: registry)
        first.increment(by: 5)
        first.destroy()
        #expect(!registry.exposition().contains("a_total"))
        let second = Counter(label: "a_total", factory: registry)
        second.increment()
        // The handle of one that is gone takes nothing from its successor.
        first.destroy()
        #expect(lines(of: registry).contains("a_total 1"))
    }

    @Test func `families and label sets are sorted by their bytes`() {
        for label in ["b_total", "a_total", "B_total"] {
            for value in ["é", "b", "a", "B"] {
                Counter(label: label, dimensions: [("z", "1"), ("x", value)], factory: registry).increment()
            }
        }
        let shown = lines(of: registry).filter { !$0.hasPrefix("#") && !$0.isEmpty }
        #expect(
            shown
                == ["B_total", "a_total", "b_total"].flatMap { name in
                    ["B", "a", "b", "é"].map { "\(name){x=\"\($0)\",z=\"1\"} 1" }
                })
    }
}
