// SPDX-License-Identifier: Apache-2.0
import JSON
import Logging
import Telemetry
import Testing

struct JSONLogTests {
    private let log = CapturedLog()

    @Test func `a line is one canonical object`() {
        log.json().error("a unit failed", metadata: ["service": "ec2", "account_id": "123456789012"])
        #expect(
            log.writes == [
                #"{"account_id":"123456789012","label":"agent","level":"ERROR","message":"a unit failed","#
                    + #""service":"ec2","time":"2026-11-23T09:00:00Z"}"# + "\n"
            ])
    }

    @Test(arguments: ["time", "level", "message", "label", "metadata"])
    func `metadata take nobody's place`(name: String) throws {
        log.json().info("m", metadata: [name: "forged", "k": "v"])
        let line = try #require(try read().first)
        #expect(line["time"]?.string == CapturedLog.time)
        #expect(line["level"] == "INFO" && line["message"] == "m" && line["label"] == "agent" && line["k"] == "v")
        #expect(line["metadata"] == .object([name: "forged"]))
    }

    @Test func `values keep their kinds`() throws {
        log.json().info(
            "m",
            metadata: [
                "text": "7", "whole": .stringConvertible(7), "large": .stringConvertible(UInt64.max),
                "fraction": .stringConvertible(0.25), "small": .stringConvertible(1e-7),
                "none": .stringConvertible(Double.nan),
                "truth": .stringConvertible(true), "list": ["a", .stringConvertible(1)], "tree": ["b": ["c": "d"]],
                "described": .stringConvertible(Described(description: "it")),
            ])
        let line = try #require(try read().first)
        let expected: JSONObject = [
            "text": "7", "whole": 7, "large": .number("18446744073709551615"), "fraction": .number("0.25"),
            "small": .number("1e-07"), "none": "nan", "truth": true, "list": ["a", 1], "tree": ["b": ["c": "d"]],
            "described": "it",
        ]
        for member in expected.members { #expect(line[member.name] == member.value, "\(member.name)") }
    }

    @Test(arguments: forgeries)
    func `no text is two lines, by whatever rule they are read`(text: String, shown: String) throws {
        log.json(label: text).info("\(text)", metadata: ["k": .string(text), text: ["n": .string(text)]])
        #expect(log.writes.count == 1)
        let write = try #require(log.writes.first)
        // Character.isNewline: those that Python's splitlines() parts at, all but FS, GS and RS, which are escaped.
        #expect(write.dropLast().allSatisfy { !$0.isNewline } && write.hasSuffix("}\n"))
        #expect(write.unicodeScalars.count { $0.properties.generalCategory == .control } == 1)
        let line = try #require(try read().first)
        // What JSON escapes is read back; the rest is a question mark.
        let expected = String(
            String.UnicodeScalarView(zip(text.unicodeScalars, shown.unicodeScalars).map { $0.value < 0x20 ? $0 : $1 }))
        #expect(line["message"] == .string(expected) && line["k"] == .string(expected))
        #expect(line["label"] == .string(expected) && line[expected]?["n"] == .string(expected))
    }

    /// Each write as JSON, which is canonical.
    private func read() throws -> [JSONValue] {
        try log.writes.map { write in
            let value = try JSONValue(parsing: Array(write.utf8.dropLast()).span)
            #expect(value.canonical == Array(write.utf8.dropLast()))
            return value
        }
    }
}
