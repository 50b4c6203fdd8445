// SPDX-License-Identifier: Apache-2.0
import CoreMetrics
import Logging
import Posix
import Telemetry

extension LogQueue {
    /// The process's standard error.
    ///
    /// - Parameter registry: the process's, which counts what is lost.
    static func ofAgent(_ registry: PrometheusRegistry) throws(SystemError) -> LogQueue {
        let lost = Counter(label: MetricDescription.droppedLines.name, factory: registry)
        return try LogQueue {
            lost.increment()
        } write: { text in
            try FileDescriptor.standardError.write(text)
        }
    }
}

extension Logger {
    /// The agent's: for people on a terminal, JSON lines otherwise.
    static func ofAgent(_ queue: LogQueue, level: Logger.Level) -> Logger {
        let sink = LogSink(queue)
        guard FileDescriptor.standardError.isTerminal else {
            return Logger(label: "cloud-extractor") { label in JSONLogHandler(label: label, level: level, sink: sink) }
        }
        let isColoured = Environment.value("NO_COLOR") == nil
        return Logger(label: "cloud-extractor") { _ in
            ConsoleLogHandler(level: level, isColoured: isColoured, sink: sink)
        }
    }
}

extension PrometheusRegistry {
    /// The process's metrics; once in its life.
    static func ofAgent() -> PrometheusRegistry {
        let registry = PrometheusRegistry()
        for description in MetricDescription.extraction + MetricDescription.agent { registry.describe(description) }
        MetricsSystem.bootstrap(registry)
        return registry
    }
}
