// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Telemetry
import TestSupport

/// The exposition without the registry's own metric.
func lines(of registry: PrometheusRegistry) -> [String] {
    registry.exposition().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        .filter { !$0.contains("telemetry_dropped_series_total") }
}

/// How often a series was asked for that is not shown.
func dropped(_ reason: String, in registry: PrometheusRegistry) -> Int? {
    let start = "telemetry_dropped_series_total{reason=\"\(reason)\"} "
    let line = registry.exposition().split(separator: "\n").first { $0.hasPrefix(start) }
    return line.flatMap { Int($0.dropFirst(start.count)) }
}

/// A sample as Python's client reads it.
struct ReadSample: Hashable, Comparable {
    let name: String
    let labels: [String]
    let value: String

    init(_ json: JSONValue) {
        name = json["name"]?.string ?? ""
        labels = json["labels"]?.object?.members.map { "\($0.name)=\($0.value.string ?? "")" } ?? []
        value = json["value"]?.string ?? ""
    }

    static func < (left: ReadSample, right: ReadSample) -> Bool {
        (left.name, "\(left.labels)") < (right.name, "\(right.labels)")
    }
}

/// The families that Python's client reads.
func readFamilies(_ text: String) async throws -> [JSONValue] {
    try await Oracle.ask("exposition", question: ["text": .string(text)])["families"]?.array ?? []
}

func readSamples(_ text: String) async throws -> [ReadSample] {
    try await readFamilies(text).flatMap { $0["samples"]?.array ?? [] }.map(ReadSample.init).sorted()
}

/// What `promtool check metrics` has against a text, and its exit status.
func promtool(_ text: String) async throws -> (status: Int32, findings: String) {
    let command = try await Command.run(
        "\(Repository.root)/.promtool/promtool", ["check", "metrics"], input: Data(text.utf8))
    return (command.status, command.outputText + command.errorText)
}
