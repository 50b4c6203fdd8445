// SPDX-License-Identifier: Apache-2.0
package import Logging
package import Posix

/// A log for people: `2026-11-23T09:00:00Z WARNING the cloud wants us to wait account=123456789012 service=ec2`.
///
/// Metadata is sorted by name. A value with white space, quotes, a backslash or an equals sign, and the empty one, stands
/// in quotes, so that no value looks like two. Nothing that a terminal obeys gets through, ``Swift/String/printable``.
package struct ConsoleLogHandler: ContextLogHandler {
    package var logLevel: Logger.Level
    private let sink: LogSink
    private let clock: any WallClock
    private let isColoured: Bool
    package var context: LogContext

    /// - Parameter isColoured: whether the level has a colour: where the sink is a terminal, and `NO_COLOR`
    ///   (no-color.org) is not set or empty.
    package init(
        level: Logger.Level, isColoured: Bool, sink: LogSink, clock: any WallClock = SystemClock(),
        metadataProvider: Logger.MetadataProvider? = nil
    ) {
        logLevel = level
        self.isColoured = isColoured
        self.sink = sink
        self.clock = clock
        context = LogContext(provider: metadataProvider)
    }

    package func log(event: LogEvent) {
        let word = isColoured ? event.level.coloured : event.level.word
        let metadata = context.metadata(of: event).map { (name: $0.key.consoleWord, value: $0.value.consoleWord) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        sink.line(
            (["\(clock.now().rfc3339) \(word) \(event.message.description.printable)"]
                + metadata.map { "\($0.name)=\($0.value)" }).joined(separator: " "))
    }
}
