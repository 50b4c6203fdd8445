// SPDX-License-Identifier: Apache-2.0
import Agent
import Cloud
import JSON
import Posix
import Snapshot

extension RunRecord {
    var json: JSONValue {
        var object: JSONObject = [
            "id": .string(id.text), "kind": .string(work.kind.rawValue), "state": .string(state.rawValue),
            "cause": cause.json, "queued_at": .string(queuedAt.rfc3339), "progress": progress.json,
        ]
        for member in work.detail.members { object[member.name] = member.value }
        object["cancelled_by"] = cancelledBy.map { .string($0) }
        object["started_at"] = startedAt.map { .string($0.rfc3339) }
        object["ended_at"] = endedAt.map { .string($0.rfc3339) }
        object["step"] = step.map { .string($0) }
        object["summary"] = summary.map { .string($0) }
        if !locations.isEmpty { object["locations"] = JSONValue(strings: locations) }
        object["problem"] = problem?.json
        return .object(object)
    }
}

extension RunRecord.Progress {
    fileprivate var json: JSONValue {
        [
            "units": JSONValue(planned), "ended": JSONValue(ended), "short": JSONValue(short),
            "records": JSONValue(records),
        ]
    }
}

extension RunProblem {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "exit_code": JSONValue(exitCode), "name": .string(name), "message": .string(message),
        ]
        object["hint"] = hint.map { .string($0) }
        return .object(object)
    }
}
