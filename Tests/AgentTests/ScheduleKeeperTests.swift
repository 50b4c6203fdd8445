// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Logging
import Posix
import Schedule
import TestSupport
import Testing

@testable import Agent

/// The keeper over a file that cannot always be written.
struct ScheduleKeeperTests {
    private static let jobs = """

        schedule:
          jobs:
            minutely: {kind: audit-verification, cron: "* * * * *"}
        """

    private let folder: TemporaryDirectory
    private let clock = HeldWallClock(1_800_000_000)
    private let desk: AgentDesk
    private let settings: ScheduleSettings

    init() throws {
        folder = try TemporaryDirectory()
        let text = try Repository.text("config/minimal.yaml") + Self.jobs
        let configuration = try AgentConfiguration.load(
            path: try folder.write("production.yaml", text),
            extractors: "\(Repository.root)/config/extractors.yaml")
        let vitals = AgentVitals()
        let lines = AgentLines(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, vitals: vitals)
        desk = AgentDesk(RunContext(configuration, version: "1", observer: lines, wallClock: clock), vitals)
        settings = try #require(configuration.schedule)
    }

    private func keeper() throws -> ScheduleKeeper {
        try ScheduleKeeper(
            desk, settings, stateDirectory: "\(folder.path)/state",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func status() throws -> String? {
        let bytes = Array(try Data(contentsOf: URL(filePath: "\(folder.path)/state/schedule.json")))
        return try JSONValue(parsing: bytes.span)["jobs"]?["minutely"]?["run"]?["status"]?.string
    }

    /// No file can take a directory's name.
    private func obstruct(_ isObstructed: Bool) throws {
        let path = "\(folder.path)/state/schedule.json"
        if isObstructed {
            try FileManager.default.moveItem(atPath: path, toPath: "\(path).kept")
            try FileManager.default.createDirectory(atPath: "\(path)/in the way", withIntermediateDirectories: true)
        } else {
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: "\(path).kept", toPath: path)
        }
    }

    @Test func `what has ended while the disk was full has ended, and the job goes on`() async throws {
        let keeper = try keeper()
        clock.advance(by: 60)
        await keeper.tick()
        let run = try #require(desk.book.all().first)
        desk.book.end(run.id, RunEnd(state: .succeeded), at: clock.now())
        try obstruct(true)
        await keeper.ended("minutely", .succeeded)
        #expect(await !keeper.isStored)
        // Nothing begins that is not written down.
        clock.advance(by: 60)
        await keeper.tick()
        #expect(desk.book.all().count == 1)
        try obstruct(false)
        await keeper.tick()
        #expect(await keeper.isStored)
        #expect(desk.book.all().count == 2)
        #expect(try status() == "queued")
        try await keeper.begins("minutely")
        #expect(try status() == "started")
    }

    @Test func `what cannot be written down as begun does not begin`() async throws {
        let keeper = try keeper()
        clock.advance(by: 60)
        await keeper.tick()
        try obstruct(true)
        await #expect(throws: AgentError.self) { try await keeper.begins("minutely") }
        try obstruct(false)
        #expect(try status() == "queued")
        await keeper.ended("minutely", .failed)
        #expect(try status() == "failed")
    }

    @Test func `a run that has not begun when the agent ends is not one that was begun`() async throws {
        let keeper = try keeper()
        clock.advance(by: 60)
        await keeper.tick()
        #expect(try status() == "queued")
        let waiting = desk.book.close(at: clock.now())
        #expect(waiting.map(\.state) == [.interrupted])
        #expect(waiting.allSatisfy { $0.startedAt == nil })
        await keeper.gaveBack("minutely")
        #expect(try status() == nil)
    }

    @Test func `what comes due while the agent ends is not begun, and has not failed`() async throws {
        let keeper = try keeper()
        clock.advance(by: 60)
        _ = desk.book.close(at: clock.now())
        await keeper.tick()
        #expect(try status() == nil)
    }

    @Test func `a run that the queue does not take has failed`() async throws {
        let keeper = try keeper()
        _ = try desk.request(.auditVerification, .request(subject: "alice"))
        clock.advance(by: 60)
        await keeper.tick()
        #expect(desk.book.all().count == 1)
        #expect(try status() == "failed")
    }
}
