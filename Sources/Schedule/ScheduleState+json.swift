// SPDX-License-Identifier: Apache-2.0
package import JSON
import Posix

/// The state as canonical JSON:
///
///     {"jobs":{"nightly":{"cron":"0 3 * * *","decided":"2026-11-23T03:00:00Z","run":{"began":"2026-11-23T03:00:07Z",
///     "occurrence":"2026-11-23T03:00:00Z","status":"started"},"zone":"UTC"}},"version":1}
extension ScheduleState {
    static let version = 1

    package var json: JSONValue {
        var records = JSONObject()
        for (name, record) in jobs { records[name] = record.json }
        return ["jobs": .object(records), "version": JSONValue(Self.version)]
    }

    package var canonical: [UInt8] { json.canonical }

    /// - Throws: for everything that this program would not have written.
    package init(parsing bytes: Span<UInt8>) throws(ScheduleStateError) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw .notJSON(error)
        }
        var members = try StateMembers(json, path: "")
        let version = try members.required("version")
        guard version.integer == Self.version else {
            throw .unsupportedVersion(String(decoding: version.canonical, as: UTF8.self))
        }
        let records = try StateMembers(members.required("jobs"), path: "jobs")
        try members.end()
        self.init()
        for name in records.names {
            guard ScheduledJob.isName(name) else {
                throw .contradictory("jobs", why: "has '\(name)', which is no name")
            }
            var records = records
            jobs[name] = try JobRecord(records.required(name), path: records.path(of: name))
        }
    }
}

extension JobRecord {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "cron": .string(cron), "decided": .string(decided.rfc3339), "zone": .string(zone),
        ]
        if let run {
            var json: JSONObject = [
                "began": .string(run.began.rfc3339), "occurrence": .string(run.occurrence.rfc3339),
                "status": .string(run.status.rawValue),
            ]
            if let ended = run.ended { json["ended"] = .string(ended.rfc3339) }
            object["run"] = .object(json)
        }
        if let skip {
            object["skip"] = [
                "at": .string(skip.at.rfc3339), "first": .string(skip.first.rfc3339),
                "last": .string(skip.last.rfc3339), "reason": .string(skip.reason.rawValue),
            ]
        }
        object["last_success"] = lastSuccess.map { .string($0.rfc3339) }
        object["whole"] = isWhole.map { .bool($0) }
        return .object(object)
    }

    fileprivate init(_ json: JSONValue, path: String) throws(ScheduleStateError) {
        var members = try StateMembers(json, path: path)
        cron = try members.string("cron")
        zone = try members.string("zone")
        decided = try members.time("decided")
        if let json = members.optional("run") { run = try Run(json, path: members.path(of: "run")) }
        if let json = members.optional("skip") { skip = try Skip(json, path: members.path(of: "skip")) }
        if members.optional("last_success") != nil { lastSuccess = try members.time("last_success") }
        if let json = members.optional("whole") {
            guard let isWhole = json.bool else {
                throw .wrongType(members.path(of: "whole"), expected: "true or false")
            }
            self.isWhole = isWhole
        }
        try members.end()
        if let run, run.occurrence > decided {
            throw .contradictory(members.path(of: "run"), why: "is behind what is decided")
        }
        if let skip, skip.last > decided {
            throw .contradictory(members.path(of: "skip"), why: "is behind what is decided")
        }
    }
}

extension JobRecord.Run {
    fileprivate init(_ json: JSONValue, path: String) throws(ScheduleStateError) {
        var members = try StateMembers(json, path: path)
        occurrence = try members.time("occurrence")
        began = try members.time("began")
        status = try members.word("status")
        if !status.isOpen { ended = try members.time("ended") }
        try members.end()
    }
}

extension JobRecord.Skip {
    fileprivate init(_ json: JSONValue, path: String) throws(ScheduleStateError) {
        var members = try StateMembers(json, path: path)
        first = try members.time("first")
        last = try members.time("last")
        reason = try members.word("reason")
        at = try members.time("at")
        try members.end()
        if last < first { throw .contradictory(path, why: "ends before it begins") }
    }
}
