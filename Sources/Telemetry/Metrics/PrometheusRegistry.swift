// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The process's metrics, for Prometheus to read: a backend of swift-metrics, see `PrometheusRegistry+factory.swift`.
///
/// A name has one kind, that of its first use. A series of another kind, with labels that cannot be, or beyond the limit
/// takes values like any other and is not shown; `telemetry_dropped_series_total` counts how often one was asked for.
package final class PrometheusRegistry: Sendable {
    /// What ``exposition()`` is to be served as.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private struct State {
        var descriptions: [String: MetricDescription] = [:]
        var families: [String: MetricFamily] = [:]
        /// Every name that a sample has.
        var taken: Set<String> = []
    }

    private let state = Mutex(State())
    private let limit: Int
    private let dropped: [DropReason: CounterSeries]

    /// - Parameter limit: how many label sets a name may have. Labels come from outside, memory does not.
    package init(limit: Int = 10_000) {
        self.limit = limit
        dropped = Dictionary(uniqueKeysWithValues: DropReason.allCases.map { ($0, CounterSeries($0.id)) })
        describe(DropReason.description)
        state.withLock { state in
            let name = DropReason.description.name
            guard Self.isOf(.counter, name, &state) else { return }
            for series in dropped.values { state.families[name]?.series[series.id.labels] = series }
        }
    }

    /// Help and buckets of a metric; before its first use, since a histogram keeps the buckets that it began with.
    package func describe(_ description: MetricDescription) {
        let name = MetricName.metric(description.name)
        state.withLock { state in
            state.descriptions[name] = description
            state.families[name]?.help = description.help
        }
    }

    package func describe(_ name: String, help: String, buckets: [Double] = MetricDescription.defaultBuckets) {
        describe(MetricDescription(name, help: help, buckets: buckets))
    }

    /// All metrics in Prometheus's text exposition format 0.0.4: families by name, series by labels.
    package func exposition() -> String {
        let families = state.withLock { $0.families }
        var text = ""
        for (_, family) in families.sorted(by: { $0.key < $1.key }) { family.write(to: &text) }
        return text
    }

    /// The one series of a name and labels: whoever asks gets the same.
    func series<S: Series>(_ label: String, _ dimensions: [(String, String)]) -> S {
        let name = MetricName.metric(label)
        guard let labels = LabelSet(dimensions, of: S.kind) else { return unseen(name, .empty, .labels) }
        let id = SeriesID(name: name, labels: labels)
        let found: Result<S, DropReason> = state.withLock { state in
            guard Self.isOf(S.kind, name, &state) else { return .failure(.kind) }
            if let known = state.families[name]?.series[labels] as? S { return .success(known) }
            guard state.families[name]?.series.count ?? 0 < limit else { return .failure(.limit) }
            let series = S(id, buckets: state.families[name]?.buckets ?? [])
            // In its place: a family that was taken out would be copied with all its series.
            state.families[name]?.series[labels] = series
            return .success(series)
        }
        switch found {
        case .success(let series): return series
        case .failure(let reason): return unseen(name, labels, reason)
        }
    }

    /// Forgets a series, and with it what it counted.
    func remove(_ series: any Series) {
        state.withLock { state in
            guard let known = state.families[series.id.name]?.series[series.id.labels], known === series else { return }
            state.families[series.id.name]?.series[series.id.labels] = nil
        }
    }

    private func unseen<S: Series>(_ name: String, _ labels: LabelSet, _ reason: DropReason) -> S {
        dropped[reason]?.increment(by: Int64(1))
        return S(SeriesID(name: name, labels: labels), buckets: [])
    }

    /// Whether a name is that of a family of a kind, which it becomes if it is nobody's.
    private static func isOf(_ kind: MetricKind, _ name: String, _ state: inout State) -> Bool {
        if let known = state.families[name]?.kind { return known == kind }
        let names = kind.sampleNames(of: name)
        guard names.allSatisfy({ !state.taken.contains($0) }) else { return false }
        state.taken.formUnion(names)
        let description = state.descriptions[name]
        state.families[name] = MetricFamily(
            name: name, kind: kind, buckets: description?.buckets ?? MetricDescription.defaultBuckets,
            help: description?.help)
        return true
    }
}
