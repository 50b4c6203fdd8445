// SPDX-License-Identifier: Apache-2.0
import Logging
import Synchronization

/// A log that a test looks into.
final class HeardLog: Sendable {
    private let causes = Mutex<[String]>([])

    /// What the warnings say of their cause.
    var warnings: [String] { causes.withLock { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: HeardLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey name: String) -> Logger.Metadata.Value? {
            get { metadata[name] }
            set { metadata[name] = newValue }
        }

        func log(event: LogEvent) {
            guard event.level == .warning, let cause = event.metadata?["cause"] else { return }
            log.causes.withLock { $0.append("\(cause)") }
        }
    }
}
