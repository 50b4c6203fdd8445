// SPDX-License-Identifier: Apache-2.0
import Cloud
import Foundation
import JSON
import Posix
import Synchronization
import TestSupport
import Testing

@testable import cloud_extractor

/// What is told of a run, by a clock that the tests move.
struct ProgressTests {
    private final class Paper: Sendable {
        private let texts = Mutex<[String]>([])
        var all: [String] { texts.withLock { $0 } }
        func write(_ text: String) { texts.withLock { $0.append(text) } }
    }

    private static func unit(_ type: String, _ region: String = "global") throws -> WorkUnit {
        WorkUnit(type: try #require(ResourceType(type)), scope: Scope(account: "123456789012", region: region))
    }

    private static func report(_ outcome: UnitOutcome, _ records: Int, _ reason: String? = nil) -> UnitReport {
        var report = UnitReport(outcome: outcome, reason: reason)
        report.records = records
        return report
    }

    private func wait(_ duration: Duration, _ clock: LeapingClock) async throws {
        try await clock.sleep(until: clock.now.advanced(by: duration), tolerance: nil)
    }

    @Test func `the rate is that of the last ten seconds, and of less at the beginning`() {
        var rate = RecordRate()
        #expect(rate.perSecond(at: .seconds(3)) == 0)
        for _ in 0..<40 { rate.count(at: .seconds(3)) }
        #expect(rate.perSecond(at: .seconds(3)) == 40)
        #expect(rate.perSecond(at: .milliseconds(4900)) == 20)
        for _ in 0..<60 { rate.count(at: .seconds(12)) }
        #expect(rate.perSecond(at: .seconds(12)) == 10)
        #expect(rate.perSecond(at: .seconds(13)) == 6)
        #expect(rate.perSecond(at: .seconds(60)) == 0)
    }

    @Test func `each provider has a line of what is done, and of what is left`() throws {
        let instances = try Self.unit("aws:ec2:instance", "eu-central-1")
        let (vpcs, disks) = (try Self.unit("aws:ec2:vpc"), try Self.unit("gcp:compute:disk"))
        var tally = ProgressTally()
        tally.planned([instances, vpcs, disks])
        tally.began(instances)
        for _ in 0..<30 { tally.extracted(instances, at: .seconds(1)) }
        #expect(
            tally.lines(at: .seconds(3)) == [
                "aws    0 of 2 units, 30 records, 10/s, 2 units left, now ec2:instance 123456789012/eu-central-1",
                "gcp    0 of 1 units, 0 records, 0/s, 1 units left",
            ])
        // The report counts what an earlier run had read as well.
        tally.ended(instances, Self.report(.complete, 45))
        tally.ended(vpcs, Self.report(.denied, 0))
        tally.ended(disks, Self.report(.disabled, 0))
        #expect(
            tally.lines(at: .seconds(3)) == [
                "aws    2 of 2 units, 45 records, 1 not complete", "gcp    1 of 1 units, 0 records",
            ])
    }

    @Test func `a terminal is drawn on ten times a second and no more, and lines never wrap`() async throws {
        let (clock, paper) = (LeapingClock(), Paper())
        let unit = try Self.unit("aws:ec2:instance", "eu-central-1")
        let progress = LiveProgress(clock: clock, columns: { 41 }, write: { paper.write($0) })
        progress.planned([unit])
        progress.began(unit)
        for _ in 0..<1000 { progress.extracted(unit) }
        #expect(paper.all.count == 1)
        try await wait(.milliseconds(100), clock)
        for _ in 0..<1000 { progress.extracted(unit) }
        #expect(paper.all.count == 2)
        #expect(paper.all.last == "\u{1B}[1A\r\u{1B}[Jaws    0 of 1 units, 1001 records, 1001/\n")
        progress.warning("a name\u{1B}[2J")
        #expect(paper.all.last?.hasPrefix("\u{1B}[1A\r\u{1B}[Jwarning: a name?[2J\naws    0 of 1") == true)
        progress.ended(unit, Self.report(.throttled, 2000, "Throttling"))
        #expect(paper.all.last?.contains("eu-central-1: throttled, 2000 records (Throttling)\naws    1 of 1") == true)
        progress.finished("done")
        // What stands at the foot stays, and nothing comes below what is said last.
        #expect(paper.all.suffix(2).joined().hasSuffix("aws    1 of 1 units, 2000 records, 1 not\ndone\n"))
    }

    @Test func `lines are written of what ends, and when half a minute was silent`() async throws {
        let (clock, paper) = (LeapingClock(), Paper())
        let unit = try Self.unit("aws:ec2:instance")
        let progress = PlainProgress(isQuiet: false, clock: clock, print: { paper.write($0) })
        progress.planned([unit])
        progress.began(unit)
        progress.extracted(unit)
        try await wait(.seconds(29), clock)
        progress.extracted(unit)
        #expect(paper.all == ["1 units to extract"])
        try await wait(.seconds(1), clock)
        progress.extracted(unit)
        progress.extracted(unit)
        #expect(paper.all.count == 2 && paper.all.last?.hasPrefix("aws    0 of 1 units, 3 records") == true)
        progress.ended(unit, Self.report(.complete, 4))
        #expect(paper.all.last == "[1/1] aws:ec2:instance 123456789012/global: complete, 4 records")
    }

    @Test func `the quiet hear of warnings and of what is to be gone on with`() throws {
        let paper = Paper()
        let progress = PlainProgress(isQuiet: true, print: { paper.write($0) })
        progress.step("a step")
        progress.planned([try Self.unit("aws:ec2:instance")])
        progress.published("/somewhere")
        progress.finished("done")
        #expect(paper.all.isEmpty)
        progress.warning("a warning")
        progress.failed(Failure(.diskFull, "no room", hint: "make some"))
        #expect(paper.all == ["warning: a warning", "error: no room", "hint: make some"])
    }

    @Test func `programs are told of a unit once a second`() async throws {
        let (clock, paper) = (LeapingClock(), Paper())
        let unit = try Self.unit("aws:ec2:instance", "eu-central-1")
        let progress = JSONProgress(clock: clock, wallClock: HeldWallClock(0), print: { paper.write($0) })
        progress.planned([unit])
        progress.began(unit)
        for _ in 0..<5 { progress.extracted(unit) }
        try await wait(.seconds(1), clock)
        for _ in 0..<5 { progress.extracted(unit) }
        progress.ended(unit, Self.report(.failed, 10, "InternalError"))
        let place = """
            "provider":"aws","region":"eu-central-1","resource_type":"aws:ec2:instance","service":"ec2",\
            "time":"1970-01-01T00:00:00Z"
            """
        #expect(
            paper.all == [
                #"{"event":"planned","time":"1970-01-01T00:00:00Z","units":1}"#,
                #"{"account_id":"123456789012","event":"began",\#(place)}"#,
                """
                {"account_id":"123456789012","event":"progress","provider":"aws","records":6,"region":"eu-central-1",\
                "resource_type":"aws:ec2:instance","service":"ec2","time":"1970-01-01T00:00:00Z"}
                """,
                """
                {"account_id":"123456789012","done":1,"event":"ended","incomplete_records":0,"outcome":"failed",\
                "provider":"aws","reason":"InternalError","records":10,"region":"eu-central-1",\
                "resource_type":"aws:ec2:instance","service":"ec2","time":"1970-01-01T00:00:00Z","units":1}
                """,
            ])
    }

    // What the program itself does.

    @Test func `with json-progress standard error is JSON, from the first line to a failure`() async throws {
        let workspace = try await Workspace.shared()
        let command = try await Program.run("snapshot", "--json-progress", "--config", workspace.config)
        #expect(command.status == 0, "\(command.errorText)")
        let events = try command.errorText.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8).span) }
        func count(_ name: String) -> Int { events.count { $0["event"]?.string == name } }
        let planned = events.first { $0["event"] == "planned" }?["units"]?.integer
        #expect(planned == count("began") && planned == count("ended") && count("began") > 3)
        #expect(count("published") == 1 && events.last?["event"] == "finished")
        let last = events.last { $0["event"] == "ended" }
        #expect(last?["done"]?.integer == planned)

        let missing = try await Program.run("snapshot", "--json-progress", "--config", "/nowhere/production.yaml")
        #expect(missing.status == 11)
        let lines = try missing.errorText.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8).span) }
        #expect(lines.count == 1 && lines.first?["event"] == "failed" && lines.first?["exit_code"] == 11)
        #expect(lines.first?["name"] == "configurationUnreadable")
    }

    @Test(arguments: [("xterm", true), ("dumb", false)])
    func `on a terminal there is a line that lives, where the terminal can`(kind: String, lives: Bool) async throws {
        let workspace = try await Workspace.shared()
        let script =
            "stty cols 60; exec '\(Program.path)' snapshot --config '\(workspace.config)' >'\(workspace.directory.path)/path'"
        let command = try await Command.run(
            "/usr/bin/script", ["--quiet", "--return", "--command", script, "/dev/null"], environment: ["TERM": kind])
        #expect(command.status == 0, "\(command.outputText)")
        let screen = command.outputText.replacingOccurrences(of: "\r\n", with: "\n")
        #expect(screen.contains("\u{1B}[1A\r\u{1B}[J") == lives)
        #expect(screen.contains("aws    ") == lives)
        #expect(screen.contains(": complete, ") != lives)
        // In the end everything stands there once, and the summary below it.
        let end = try #require(screen.components(separatedBy: "\u{1B}[J").last).split(separator: "\n")
        #expect(end.last?.hasPrefix("snapshot ") == true && end.last?.contains("units complete") == true)
        if lives { #expect(end.allSatisfy { $0.count < 60 || $0 == end.last }) }
        let path = workspace.text("\(workspace.directory.path)/path").trimmingCharacters(in: .newlines)
        #expect(Directory.kind(of: path) == .directory)
    }

    @Test func `quiet and json-progress exclude each other`() async throws {
        let command = try await Program.run("snapshot", "--quiet", "--json-progress")
        #expect(command.status == 64)
    }
}
