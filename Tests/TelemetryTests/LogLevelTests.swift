// SPDX-License-Identifier: Apache-2.0
import Logging
import Telemetry
import Testing

struct LogLevelTests {
    @Test(arguments: [
        ("DEBUG", Logger.Level.debug), ("INFO", .info), ("WARNING", .warning), ("ERROR", .error), ("TRACE", .trace),
        ("NOTICE", .notice), ("CRITICAL", .critical), ("debug", .debug), ("Warning", .warning), ("eRRor", .error),
    ])
    func `the configuration's words are levels`(word: String, level: Logger.Level) {
        #expect(Logger.Level(configuration: word) == level)
    }

    @Test(arguments: [
        "", " INFO", "INFO ", "WARN", "FATAL", "1", "ınfo", "İNFO", "WARN\u{131}NG", "INFO\n", "DEBUG,INFO",
    ])
    func `other words are none`(word: String) {
        #expect(Logger.Level(configuration: word) == nil)
    }

    @Test func `all words are read, and are what lines say`() {
        let words = ["TRACE", "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL"]
        #expect(Logger.Level.configurationWords == words)
        #expect(words.map { Logger.Level(configuration: $0)?.word } == words)
    }

    @Test func `lines below the level are not written`() {
        let log = CapturedLog()
        for logger in [log.console(level: .warning), log.json(level: .warning)] {
            logger.notice("below")
            logger.warning("at")
            logger.error("above")
        }
        #expect(log.writes.count == 4)
        #expect(log.writes.allSatisfy { !$0.contains("below") })
    }
}
