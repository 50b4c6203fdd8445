// SPDX-License-Identifier: Apache-2.0
import Logging
import Telemetry
import Testing

struct Fault: Error, CustomStringConvertible {
    let description = "it broke\nin two"
}

struct LogContextTests {
    private let log = CapturedLog()

    private func loggers(provider: Logger.MetadataProvider? = nil) -> [Logger] {
        [log.console(provider: provider), log.json(provider: provider)]
    }

    /// The law of swift-log for handlers, see `LogHandler`.
    @Test func `level and metadata are values`() {
        for original in loggers() {
            var first = original
            first.logLevel = .debug
            first[metadataKey: "only-on"] = "first"
            var second = first
            second.logLevel = .error
            second[metadataKey: "only-on"] = "second"
            #expect(first.logLevel == .debug)
            #expect(second.logLevel == .error)
            #expect(first[metadataKey: "only-on"] == "first")
            #expect(second[metadataKey: "only-on"] == "second")
        }
    }

    @Test func `what stands nearer to the line wins`() {
        for original in loggers(provider: Logger.MetadataProvider { ["b": "task", "c": "task"] }) {
            var logger = original
            logger[metadataKey: "a"] = "logger"
            logger[metadataKey: "b"] = "logger"
            logger.info("m", metadata: ["c": "line"])
        }
        #expect(
            log.writes == [
                "\(CapturedLog.time) INFO m a=logger b=task c=line\n",
                #"{"a":"logger","b":"task","c":"line","label":"agent","level":"INFO","message":"m","time":"2026-11-23T09:00:00Z"}"#
                    + "\n",
            ])
    }

    @Test func `an error is told with its type`() {
        for logger in loggers() { logger.error("m", error: Fault()) }
        #expect(log.writes.count == 2)
        #expect(log.writes[0].contains(#" error.message="it broke?in two" error.type=TelemetryTests.Fault"#))
        #expect(log.writes[1].contains(#""error.message":"it broke\nin two","error.type":"TelemetryTests.Fault""#))
    }
}
