// SPDX-License-Identifier: Apache-2.0
import Logging
import Synchronization
import TestSupport

@testable import Telemetry

/// What a sink is given, write by write, at 2026-11-23T09:00:00Z.
final class CapturedLog: Sendable {
    static let time = "2026-11-23T09:00:00Z"

    let clock = HeldWallClock(1_795_424_400)
    private let state = Mutex<[String]>([])

    var writes: [String] { state.withLock { $0 } }
    var sink: LogSink { LogSink { text in self.state.withLock { $0.append(text) } } }

    func console(
        level: Logger.Level = .trace, isColoured: Bool = false, provider: Logger.MetadataProvider? = nil
    ) -> Logger {
        let handler = ConsoleLogHandler(
            level: level, isColoured: isColoured, sink: sink, clock: clock, metadataProvider: provider)
        return Logger(label: "agent") { _ in handler }
    }

    func json(
        level: Logger.Level = .trace, label: String = "agent", provider: Logger.MetadataProvider? = nil
    ) -> Logger {
        let sink = sink
        return Logger(label: label) {
            JSONLogHandler(label: $0, level: level, sink: sink, clock: self.clock, metadataProvider: provider)
        }
    }
}

/// Texts with which somebody might forge a line, and the same as one line.
let forgeries = [
    ("a\nb", "a?b"), ("a\r\nb", "a??b"), ("a\u{B}\u{C}b", "a??b"), ("a\u{85}b", "a?b"),
    ("a\u{2028}b\u{2029}c", "a?b?c"),
    ("\u{1B}[31mred", "?[31mred"), ("\u{9B}31mred", "?31mred"), ("a\u{8}\u{7F}\u{0}b", "a???b"), ("a\tb", "a?b"),
    ("\u{202E}gpj.exe", "?gpj.exe"), ("\u{2066}a\u{2069}\u{200F}", "?a??"),
    ("\n2026-11-23T09:00:00Z", "?2026-11-23T09:00:00Z"),
]
