// SPDX-License-Identifier: Apache-2.0
import Cloud
import CoreMetrics
import Metrics

/// The product's metrics of extraction; docs/telemetry.md has them all.
enum ExtractionMetrics {
    /// Units that are being read.
    static let active = Meter(label: "active_extractors")

    /// Of a unit that its run's end has cut off nobody hears an end.
    static func runEnded() { active.set(0) }

    static func ended(_ unit: WorkUnit, _ report: UnitReport) {
        let labels = [
            ("provider", unit.type.provider.rawValue), ("service", unit.type.service),
            ("resource_type", unit.type.description),
        ]
        Metrics.Timer(label: "extraction_duration_seconds", dimensions: labels).recordMilliseconds(report.duration)
        Counter(label: "extraction_count_total", dimensions: labels).increment(by: report.records)
        if report.outcome.isWhole { return }
        let kind = [("error_type", report.outcome.rawValue)]
        Counter(label: "extraction_errors_total", dimensions: labels + kind).increment()
    }
}
