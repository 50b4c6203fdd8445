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
        /// Every name that a sample has, and the family's that it belongs to.
        var owners: [String: String] = [:]
    }

    private let state = Mutex(State())
    private let limit: Int
    private let dropped: [DropReason: CounterSeries]

    /// - Parameter limit: how many label sets a name may have. Labels come from outside, memory does not.
    package init(limit: Int = 10_000) {
        self.limit = limit
        dropped = Dictionary(uniqueKeysWithValues: DropReason.allCases.map { ($0, CounterSeries($0.id)) })
        describe(DropReason.description)
        let series = Dictionary(uniqueKeysWithValues: dropped.values.map { ($0.id.labels, $0 as any Series) })
        state.withLock { state in
            let family = Self.family(DropReason.description.name, .counter, &state)
            if var family {
                family.series = series
                state.families[family.name] = family
            }
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
            guard var family = Self.family(name, S.kind, &state) else { return .failure(.kind) }
            if let known = family.series[labels] as? S { return .success(known) }
            guard family.series.count < limit else { return .failure(.limit) }
            let series = S(id, buckets: family.buckets)
            family.series[labels] = series
            state.families[name] = family
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

    /// - Returns: nil when the name, or that of one of its samples, is another's.
    private static func family(_ name: String, _ kind: MetricKind, _ state: inout State) -> MetricFamily? {
        if let family = state.families[name] { return family.kind == kind ? family : nil }
        let names = kind.sampleNames(of: name)
        guard names.allSatisfy({ state.owners[$0] == nil }) else { return nil }
        for sample in names { state.owners[sample] = name }
        let description = state.descriptions[name]
        let family = MetricFamily(
            name: name, kind: kind, buckets: description?.buckets ?? MetricDescription.defaultBuckets,
            help: description?.help)
        state.families[name] = family
        return family
    }
}
