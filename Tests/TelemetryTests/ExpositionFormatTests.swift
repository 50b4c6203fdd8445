// SPDX-License-Identifier: Apache-2.0
import Metrics
import Telemetry
import Testing

/// The example of https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-example
struct ExpositionFormatTests {
    /// As it stands there, its timestamps left out.
    private static let documented = #"""
        # HELP http_requests_total The total number of HTTP requests.
        # TYPE http_requests_total counter
        http_requests_total{method="post",code="200"} 1027
        http_requests_total{method="post",code="400"}    3

        # Escaping in label values:
        msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT",error="Cannot find file:\n\"FILE.TXT\""} 1.458255915e9

        # Minimalistic line:
        metric_without_timestamp_and_labels 12.47

        # A weird metric from before the epoch:
        something_weird{problem="division by zero"} +Inf

        # A histogram, which has a pretty complex representation in the text format:
        # HELP http_request_duration_seconds A histogram of the request duration.
        # TYPE http_request_duration_seconds histogram
        http_request_duration_seconds_bucket{le="0.05"} 24054
        http_request_duration_seconds_bucket{le="0.1"} 33444
        http_request_duration_seconds_bucket{le="0.2"} 100392
        http_request_duration_seconds_bucket{le="0.5"} 129389
        http_request_duration_seconds_bucket{le="1"} 133988
        http_request_duration_seconds_bucket{le="+Inf"} 144320
        http_request_duration_seconds_sum 53423
        http_request_duration_seconds_count 144320

        """#

    /// The same, in this registry's order.
    private static let expected = #"""
        # HELP http_request_duration_seconds A histogram of the request duration.
        # TYPE http_request_duration_seconds histogram
        http_request_duration_seconds_bucket{le="0.05"} 24054
        http_request_duration_seconds_bucket{le="0.1"} 33444
        http_request_duration_seconds_bucket{le="0.2"} 100392
        http_request_duration_seconds_bucket{le="0.5"} 129389
        http_request_duration_seconds_bucket{le="1"} 133988
        http_request_duration_seconds_bucket{le="+Inf"} 144320
        http_request_duration_seconds_sum 53423
        http_request_duration_seconds_count 144320
        # HELP http_requests_total The total number of HTTP requests.
        # TYPE http_requests_total counter
        http_requests_total{code="200",method="post"} 1027
        http_requests_total{code="400",method="post"} 3
        # TYPE metric_without_timestamp_and_labels gauge
        metric_without_timestamp_and_labels 12.47
        # TYPE msdos_file_access_time_seconds gauge
        msdos_file_access_time_seconds{error="Cannot find file:\n\"FILE.TXT\"",path="C:\\DIR\\FILE.TXT"} 1458255915
        # TYPE something_weird gauge
        something_weird{problem="division by zero"} +Inf

        """#

    private static func example() -> PrometheusRegistry {
        let registry = PrometheusRegistry()
        registry.describe("http_requests_total", help: "The total number of HTTP requests.")
        registry.describe(
            "http_request_duration_seconds", help: "A histogram of the request duration.",
            buckets: [0.05, 0.1, 0.2, 0.5, 1])
        for (code, count) in [("400", 3), ("200", 1027)] {
            Counter(label: "http_requests_total", dimensions: [("method", "post"), ("code", code)], factory: registry)
                .increment(by: count)
        }
        let error = "Cannot find file:\n\"FILE.TXT\""
        Gauge(
            label: "msdos_file_access_time_seconds", dimensions: [("path", #"C:\DIR\FILE.TXT"#), ("error", error)],
            factory: registry
        ).record(1.458255915e9)
        Meter(label: "metric_without_timestamp_and_labels", factory: registry).set(12.47)
        Meter(label: "something_weird", dimensions: [("problem", "division by zero")], factory: registry)
            .set(Double.infinity)
        let durations = Recorder(label: "http_request_duration_seconds", factory: registry)
        // Powers of two, whose sum is exact.
        for (count, value) in [
            (24054, 0.03125), (9390, 0.0625), (66948, 0.125), (28997, 0.25), (4599, 1), (10331, 2), (1, 11205.6875),
        ] {
            for _ in 0..<count { durations.record(value) }
        }
        return registry
    }

    @Test func `the documentation's example comes out`() {
        #expect(lines(of: Self.example()).joined(separator: "\n") == Self.expected)
    }

    @Test func `Python's client reads in it what it reads in the documentation's`() async throws {
        let documented = try await readSamples(Self.documented)
        #expect(documented.count == 13)
        #expect(try await readSamples(lines(of: Self.example()).joined(separator: "\n")) == documented)
    }
}
