// SPDX-License-Identifier: Apache-2.0

/// The metrics of extraction, docs/telemetry.md. Dashboards and alerts know these names: they stay.
extension MetricDescription {
    /// Histogram; `provider`, `service`, `resource_type`. From one page to a service with half a million objects.
    package static let extractionDuration = MetricDescription(
        "extraction_duration_seconds", help: "How long the extraction of one unit took, in seconds.",
        buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600])

    /// Counter; `provider`, `service`, `resource_type`.
    package static let extractionCount = MetricDescription(
        "extraction_count_total", help: "Resources extracted.")

    /// Counter; `provider`, `service`, `resource_type`, `error_type`.
    package static let extractionErrors = MetricDescription(
        "extraction_errors_total", help: "Extractions of units that did not end complete, by what went wrong.")

    /// Gauge.
    package static let activeExtractors = MetricDescription(
        "active_extractors", help: "Extractors that are at work now.")

    package static let extraction = [extractionDuration, extractionCount, extractionErrors, activeExtractors]
}
