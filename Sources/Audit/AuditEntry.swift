// SPDX-License-Identifier: Apache-2.0
package import JSON
package import Posix

/// One entry of the log, a JSON object in canonical form.
///
/// `phase` is `intent` before an effect and `outcome` after it. Values of secrets never stand in one.
package struct AuditEntry: Sendable, Equatable {
    package enum Phase: String, Sendable { case intent, outcome }

    package let time: Timestamp
    /// The run that wrote it; every run of the program has its own.
    package let run: String
    package let actor: String
    package let action: String
    package let phase: Phase
    /// What the action is done to: a path, an ARN, an id.
    package let target: String
    package let detail: JSONObject

    package var bytes: [UInt8] {
        JSONValue.object(object).canonical
    }

    private var object: JSONObject {
        var object = JSONObject()
        object["time"] = .string(time.rfc3339)
        object["run"] = .string(run)
        object["actor"] = .string(actor)
        object["action"] = .string(action)
        object["phase"] = .string(phase.rawValue)
        object["target"] = .string(target)
        if !detail.members.isEmpty { object["detail"] = .object(detail) }
        return object
    }
}
