// SPDX-License-Identifier: Apache-2.0
import Logging
import Telemetry
import TestSupport
import Testing

struct ConsoleLogTests {
    private let log = CapturedLog()

    @Test func `a line has time, level, message and metadata`() {
        log.console().info("a unit ended", metadata: ["service": "ec2", "account": "123456789012"])
        log.clock.advance(by: 61)
        log.console().warning("nothing else")
        #expect(
            log.writes == [
                "2026-11-23T09:00:00Z INFO a unit ended account=123456789012 service=ec2\n",
                "2026-11-23T09:01:01Z WARNING nothing else\n",
            ])
    }

    @Test(arguments: [
        ("ec2:instance", "ec2:instance"), ("", #""""#), ("two words", #""two words""#), ("a=b", #""a=b""#),
        (#"say "a""#, #""say \"a\"""#), (#"C:\DIR"#, #""C:\\DIR""#), ("a level=ERROR", #""a level=ERROR""#),
        ("accent on a quote\"\u{301}", "\"accent on a quote\\\"\u{301}\""), ("a\u{A0}b", "\"a\u{A0}b\""), ("é", "é"),
    ])
    func `no value looks like two`(value: String, shown: String) {
        log.console().info("m", metadata: ["k": .string(value)])
        log.console().info("m", metadata: [value: "v"])
        #expect(
            log.writes.map { Array($0.utf8) }
                == ["k=\(shown)", "\(shown)=v"].map {
                    Array("\(CapturedLog.time) INFO m \($0)\n".utf8)
                })
    }

    @Test(arguments: forgeries)
    func `nothing that a terminal obeys gets through`(text: String, shown: String) {
        let logger = log.console()
        logger.info("\(text)")
        logger.info("m", metadata: ["k": .string(text), text: "v"])
        logger.info("m", metadata: ["k": .stringConvertible(Described(description: text))])
        logger.info("m", metadata: ["k": [.string(text), ["n": .string(text)]]])
        #expect(log.writes.count == 4)
        #expect(log.writes[0] == "\(CapturedLog.time) INFO \(shown)\n")
        #expect(log.writes[1].contains("k=\(shown)") && log.writes[1].contains("\(shown)=v"))
        #expect(log.writes[2] == "\(CapturedLog.time) INFO m k=\(shown)\n")
        for write in log.writes {
            #expect(
                write.unicodeScalars.count { $0.properties.generalCategory == .control } == 1, "the end of the line")
        }
    }

    @Test func `lists and dictionaries are JSON`() {
        log.console().info("m", metadata: ["k": ["a", ["b": "c d"]], "n": .stringConvertible(3)])
        #expect(log.writes == [#"2026-11-23T09:00:00Z INFO m k="[\"a\",{\"b\":\"c d\"}]" n=3"# + "\n"])
    }

    @Test(arguments: [
        (Logger.Level.trace, "2", "TRACE"), (.debug, "2", "DEBUG"), (.info, "32", "INFO"), (.notice, "36", "NOTICE"),
        (.warning, "33", "WARNING"), (.error, "31", "ERROR"), (.critical, "1;31", "CRITICAL"),
    ])
    func `the level has a colour where it is wanted, and nothing else has`(
        level: Logger.Level, rendition: String, word: String
    ) {
        log.console(isColoured: true).log(level: level, "\u{1B}[31mm", metadata: ["k": "\u{1B}[0m"])
        #expect(log.writes == ["\(CapturedLog.time) \u{1B}[\(rendition)m\(word)\u{1B}[0m ?[31mm k=?[0m\n"])
    }
}

struct Described: CustomStringConvertible {
    let description: String
}
