// SPDX-License-Identifier: Apache-2.0
import JSON
package import Logging
package import Posix

/// A log for programs: one object of canonical JSON per line, with `time` (RFC 3339, UTC), `level`, `message` and `label`.
///
/// Metadata are members under their own names. Those that would take the place of one of the handler's are members of an
/// object `metadata`. Control characters of ASCII are escaped, others that end lines or that terminals obey are question
/// marks: whoever reads lines, by whatever rule, reads those that were written.
package struct JSONLogHandler: ContextLogHandler {
    package var logLevel: Logger.Level
    private let label: String
    private let sink: LogSink
    private let clock: any WallClock
    package var context: LogContext

    private static let ownNames = ["time", "level", "message", "label", "metadata"]

    package init(
        label: String, level: Logger.Level, sink: LogSink, clock: any WallClock = SystemClock(),
        metadataProvider: Logger.MetadataProvider? = nil
    ) {
        self.label = label
        logLevel = level
        self.sink = sink
        self.clock = clock
        context = LogContext(provider: metadataProvider)
    }

    package func log(event: LogEvent) {
        var line: JSONObject = [
            "time": .string(clock.now().rfc3339), "level": .string(event.level.word),
            "message": .string(event.message.description.printableInJSON),
            "label": .string(label.printableInJSON),
        ]
        var hidden = JSONObject()
        for member in JSONObject(context.metadata(of: event)).members {
            if Self.ownNames.contains(member.name) {
                hidden[member.name] = member.value
            } else {
                line[member.name] = member.value
            }
        }
        if !hidden.members.isEmpty { line["metadata"] = .object(hidden) }
        sink.line(String(decoding: JSONValue.object(line).canonical, as: UTF8.self))
    }
}
