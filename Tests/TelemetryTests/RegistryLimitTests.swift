// SPDX-License-Identifier: Apache-2.0
import CoreMetrics
import Telemetry
import Testing

/// A mistake in a name, or a cloud with more names than memory, must not end an extraction, and must not stay unseen.
struct RegistryLimitTests {
    private func count(_ label: String, _ dimensions: [(String, String)], in registry: PrometheusRegistry) {
        Counter(label: label, dimensions: dimensions, factory: registry).increment()
    }

    @Test func `a name has no more label sets than its limit`() {
        let registry = PrometheusRegistry(limit: 3)
        for round in 0..<2 {
            for number in 0..<5 { count("a_total", [("n", String(number))], in: registry) }
            #expect(dropped("limit", in: registry) == 2 * (round + 1))
        }
        #expect(lines(of: registry).filter { $0.hasPrefix("a_total") } == (0..<3).map { "a_total{n=\"\($0)\"} 2" })
        // Other names have limits of their own.
        count("b_total", [], in: registry)
        #expect(lines(of: registry).contains("b_total 1"))
    }

    @Test func `ten thousand label sets is the limit where none is given`() {
        let registry = PrometheusRegistry()
        for number in 0..<10_001 { count("a_total", [("n", String(number))], in: registry) }
        #expect(lines(of: registry).count { $0.hasPrefix("a_total{") } == 10_000)
        #expect(dropped("limit", in: registry) == 1)
    }

    @Test func `a series that is destroyed makes room`() {
        let registry = PrometheusRegistry(limit: 1)
        let first = Counter(label: "a_total", dimensions: [("n", "1")], factory: registry)
        first.destroy()
        count("a_total", [("n", "2")], in: registry)
        #expect(lines(of: registry).contains(#"a_total{n="2"} 1"#))
        #expect(dropped("limit", in: registry) == 0)
    }

    @Test func `the registry's own metric fits below any limit`() {
        #expect(dropped("limit", in: PrometheusRegistry(limit: 0)) == 0)
    }

    @Test(arguments: [
        ("a.b.c", "a_b_c"), ("http-requests", "http_requests"), ("9lives", "_9lives"), ("", "_"), ("a:b", "a:b"),
        ("größe", "gr__e"), ("a b\nc", "a_b_c"), ("_x9", "_x9"), ("a{b=\"c\"}", "a_b__c__"),
    ])
    func `what does not belong into a name is an underscore`(name: String, shown: String) async throws {
        let registry = PrometheusRegistry()
        count(name, [(name, "1")], in: registry)
        let label = shown.replacing(":", with: "_")
        #expect(lines(of: registry).contains("\(shown){\(label)=\"1\"} 1"))
        registry.describe(name, help: "Help.")
        #expect(lines(of: registry).contains("# HELP \(shown) Help."))
    }

    @Test(arguments: [
        [("a", "1"), ("a", "2")], [("a.b", "1"), ("a_b", "1")], [("__name__", "b_total")], [("a", "1"), ("__a", "2")],
    ])
    func `a label is there once and is nobody else's`(dimensions: [(String, String)]) {
        let registry = PrometheusRegistry()
        count("a_total", dimensions, in: registry)
        #expect(!registry.exposition().contains("a_total"))
        #expect(dropped("labels", in: registry) == 1)
    }

    @Test func `the bound of a bucket is the histogram's own label`() {
        let registry = PrometheusRegistry()
        Recorder(label: "a", dimensions: [("le", "1")], factory: registry).record(1)
        count("b_total", [("le", "1")], in: registry)
        #expect(dropped("labels", in: registry) == 1)
        #expect(lines(of: registry) == ["# TYPE b_total counter", #"b_total{le="1"} 1"#, ""])
    }

    @Test func `an empty label is none`() {
        let registry = PrometheusRegistry()
        count("a_total", [("a", ""), ("b", "1")], in: registry)
        count("a_total", [("b", "1")], in: registry)
        #expect(lines(of: registry).contains(#"a_total{b="1"} 2"#))
    }

    @Test func `a name keeps the kind of its first use`() {
        let registry = PrometheusRegistry()
        count("a", [], in: registry)
        Meter(label: "a", factory: registry).set(7)
        Recorder(label: "a", dimensions: [("b", "1")], factory: registry).record(7)
        Meter(label: "telemetry_dropped_series_total", factory: registry).set(7)
        #expect(lines(of: registry) == ["# TYPE a counter", "a 1", ""])
        #expect(dropped("kind", in: registry) == 3)
    }

    @Test func `the samples of a histogram are nobody else's`() {
        let registry = PrometheusRegistry()
        Recorder(label: "a", factory: registry).record(1)
        count("a_count", [], in: registry)
        count("b_sum", [], in: registry)
        Recorder(label: "b", factory: registry).record(1)
        let shown = lines(of: registry).filter { $0.hasPrefix("# TYPE") }
        #expect(shown == ["# TYPE a histogram", "# TYPE b_sum counter"])
        #expect(dropped("kind", in: registry) == 2)
    }
}
