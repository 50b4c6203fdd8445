// SPDX-License-Identifier: Apache-2.0
import JSON
import Metrics
import Telemetry
import TestSupport
import Testing

struct ExtractionMetricTests {
    private static let unit = [("provider", "aws"), ("service", "ec2"), ("resource_type", "instance")]

    private static func registry() -> PrometheusRegistry {
        let registry = PrometheusRegistry()
        for description in MetricDescription.extraction { registry.describe(description) }
        Timer(label: "extraction_duration_seconds", dimensions: unit, factory: registry).recordMilliseconds(1500)
        Timer(label: "extraction_duration_seconds", dimensions: unit, factory: registry).recordSeconds(5000)
        Counter(label: "extraction_count_total", dimensions: unit, factory: registry).increment(by: 2)
        Counter(
            label: "extraction_errors_total", dimensions: unit + [("error_type", "throttled")], factory: registry
        ).increment()
        let active = Meter(label: "active_extractors", factory: registry)
        active.increment()
        active.increment()
        active.decrement()
        return registry
    }

    @Test func `the product's metrics have their names, kinds and labels`() async throws {
        let families = try await readFamilies(Self.registry().exposition())
        // Python's client takes `_total` off.
        #expect(
            families.map { "\($0["name"]?.string ?? "") \($0["type"]?.string ?? "")" } == [
                "active_extractors gauge", "extraction_count counter", "extraction_duration_seconds histogram",
                "extraction_errors counter", "telemetry_dropped_series counter",
            ])
        let samples = families.flatMap { $0["samples"]?.array ?? [] }.map(ReadSample.init)
        let unit = ["provider=aws", "resource_type=instance", "service=ec2"]
        func value(_ name: String, _ labels: [String]) -> String? {
            samples.first { $0.name == name && $0.labels == labels }?.value
        }
        #expect(value("active_extractors", []) == "1.0")
        #expect(value("extraction_count_total", unit) == "2.0")
        #expect(value("extraction_errors_total", ["error_type=throttled"] + unit) == "1.0")
        #expect(value("extraction_duration_seconds_bucket", ["le=1"] + unit) == "0.0")
        #expect(value("extraction_duration_seconds_bucket", ["le=2.5"] + unit) == "1.0")
        #expect(value("extraction_duration_seconds_bucket", ["le=3600"] + unit) == "1.0")
        #expect(value("extraction_duration_seconds_bucket", ["le=+Inf"] + unit) == "2.0")
        #expect(value("extraction_duration_seconds_sum", unit) == "5001.5")
        #expect(value("extraction_duration_seconds_count", unit) == "2.0")
    }

    @Test func `promtool has nothing against them`() async throws {
        let check = try await promtool(Self.registry().exposition())
        #expect(check.status == 0)
        #expect(check.findings == "")
    }

    @Test func `promtool would say it if there were`() async throws {
        #expect(try await promtool("# TYPE requests counter\nrequests 1\n").status == 3)
        #expect(try await promtool("requests{ 1\n").status == 1)
    }

    @Test func `the document has every metric`() throws {
        let text = try Repository.text("docs/telemetry.md")
        for description in MetricDescription.extraction {
            #expect(text.contains("| `\(description.name)` |"), "\(description.name)")
        }
    }
}
