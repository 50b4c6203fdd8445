// SPDX-License-Identifier: Apache-2.0
import JSON
import Posix
import Testing

@testable import Schedule

struct ScheduleStateTests {
    private static let text = """
        {"jobs":{"nightly":{"cron":"0 3 * * *","decided":"2026-11-23T03:00:00Z","run":{"began":"2026-11-23T03:00:07Z",\
        "ended":"2026-11-23T03:20:00Z","occurrence":"2026-11-23T03:00:00Z","status":"succeeded"},\
        "skip":{"at":"2026-11-22T04:00:00Z","first":"2026-11-20T03:00:00Z","last":"2026-11-22T03:00:00Z",\
        "reason":"missed"},"zone":"Europe/Berlin"},"weekly":{"cron":"@weekly","decided":"2026-11-23T09:00:00Z",\
        "zone":"UTC"}},"version":1}
        """

    private static func parsed(_ text: String) throws -> ScheduleState {
        try ScheduleState(parsing: Array(text.utf8).span)
    }

    private static func state() -> ScheduleState {
        var nightly = JobRecord(cron: "0 3 * * *", zone: "Europe/Berlin", decided: at("11-23 03:00"))
        nightly.run = JobRecord.Run(
            occurrence: at("11-23 03:00"), began: at("11-23 03:00:07"), status: .succeeded, ended: at("11-23 03:20"))
        nightly.skip = JobRecord.Skip(
            first: at("11-20 03:00"), last: at("11-22 03:00"), reason: .missed, at: at("11-22 04:00"))
        var state = ScheduleState()
        state.jobs = [
            "nightly": nightly, "weekly": JobRecord(cron: "@weekly", zone: "UTC", decided: at("11-23 09:00")),
        ]
        return state
    }

    @Test func `the state is canonical JSON`() throws {
        #expect(String(decoding: Self.state().canonical, as: UTF8.self) == Self.text)
        #expect(try Self.parsed(Self.text) == Self.state())
        #expect(String(decoding: ScheduleState().canonical, as: UTF8.self) == #"{"jobs":{},"version":1}"#)
    }

    @Test(arguments: JobRecord.Run.Status.allCases)
    func `every status is written and read`(status: JobRecord.Run.Status) throws {
        var state = Self.state()
        state.jobs["nightly"]?.run?.status = status
        if status.isOpen { state.jobs["nightly"]?.run?.ended = nil }
        #expect(try ScheduleState(parsing: state.canonical.span) == state)
    }

    @Test(arguments: JobRecord.Skip.Reason.allCases)
    func `every reason is written and read`(reason: JobRecord.Skip.Reason) throws {
        var state = Self.state()
        state.jobs["nightly"]?.skip?.reason = reason
        #expect(try ScheduleState(parsing: state.canonical.span) == state)
    }

    /// What is replaced in the text above, and by what.
    @Test(
        arguments: [
            (#","version":1"#, "", .missing("version")),
            (#""version":1"#, #""version":2"#, .unsupportedVersion("2")),
            (#""version":1"#, #""version":"1""#, .unsupportedVersion(#""1""#)),
            (#""version":1"#, #""version":1,"more":true"#, .unknown("more")),
            (#""weekly":{"#, #""weekly":{"next":1,"#, .unknown("jobs.weekly.next")),
            (#""began""#, #""begun":1,"began""#, .unknown("jobs.nightly.run.begun")),
            (#""reason""#, #""why":"","reason""#, .unknown("jobs.nightly.skip.why")),
            (#""cron":"@weekly","#, "", .missing("jobs.weekly.cron")),
            (#","zone":"UTC""#, "", .missing("jobs.weekly.zone")),
            (#""decided":"2026-11-23T03:00:00Z","#, "", .missing("jobs.nightly.decided")),
            (#""began":"2026-11-23T03:00:07Z","#, "", .missing("jobs.nightly.run.began")),
            (#""ended":"2026-11-23T03:20:00Z","#, "", .missing("jobs.nightly.run.ended")),
            (#""succeeded""#, #""started""#, .unknown("jobs.nightly.run.ended")),
            (#""cron":"@weekly""#, #""cron":7"#, .wrongType("jobs.weekly.cron", expected: "text")),
            (
                #""succeeded""#, #""done""#,
                .wrongType(
                    "jobs.nightly.run.status",
                    expected: "one of queued, started, succeeded, incomplete, failed, taken, interrupted")
            ),
            (
                #""missed""#, #""late""#,
                .wrongType("jobs.nightly.skip.reason", expected: "one of overlap, missed, superseded")
            ),
            (
                "2026-11-23T09:00:00Z", "2026-11-23T09:00:00+00:00",
                .wrongType("jobs.weekly.decided", expected: "a time such as 2026-11-23T09:00:00Z")
            ),
            (
                "2026-11-23T09:00:00Z", "2026-11-23T09:00:00.0Z",
                .wrongType("jobs.weekly.decided", expected: "a time such as 2026-11-23T09:00:00Z")
            ),
            (
                #""2026-11-23T09:00:00Z""#, "1795424400",
                .wrongType("jobs.weekly.decided", expected: "text")
            ),
            (#""weekly":"#, #""week ly":"#, .contradictory("jobs", why: "has 'week ly', which is no name")),
            (
                #""decided":"2026-11-23T03:00:00Z""#, #""decided":"2026-11-23T02:59:00Z""#,
                .contradictory("jobs.nightly.run", why: "is behind what is decided")
            ),
            (
                #""last":"2026-11-22T03:00:00Z""#, #""last":"2026-11-24T03:00:00Z""#,
                .contradictory("jobs.nightly.skip", why: "is behind what is decided")
            ),
            (
                #""last":"2026-11-22T03:00:00Z""#, #""last":"2026-11-19T03:00:00Z""#,
                .contradictory("jobs.nightly.skip", why: "ends before it begins")
            ),
        ] as [(String, String, ScheduleStateError)])
    func `anything else is refused, by name`(old: String, new: String, expected: ScheduleStateError) throws {
        #expect(Self.text.contains(old))
        let text = Self.text.replacing(old, with: new, maxReplacements: 1)
        #expect(throws: expected) { try Self.parsed(text) }
    }

    @Test(
        arguments: [
            ("[]", .wrongType("the whole", expected: "an object")), ("{}", .missing("version")),
            (#"{"version":1}"#, .missing("jobs")),
            (#"{"version":1,"jobs":[]}"#, .wrongType("jobs", expected: "an object")),
            (#"{"version":1,"jobs":{"a":1}}"#, .wrongType("jobs.a", expected: "an object")),
        ] as [(String, ScheduleStateError)])
    func `what is no state at all is refused`(text: String, expected: ScheduleStateError) {
        #expect(throws: expected) { try Self.parsed(text) }
    }

    @Test(arguments: ["", "{", "{}x", #"{"version":1,"version":1}"#])
    func `what is no JSON is refused`(text: String) {
        let error = #expect(throws: ScheduleStateError.self) { try Self.parsed(text) }
        guard case .notJSON? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.hasPrefix("the state of the schedule is not valid JSON") == true)
    }
}
