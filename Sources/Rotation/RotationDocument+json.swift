// SPDX-License-Identifier: Apache-2.0
package import JSON
import Posix

extension RotationDocument {
    private static let schema = "cloud-extractor/rotation/v1"

    package var json: JSONValue {
        var object: JSONObject = [
            "schema": .string(Self.schema), "state": .string(phase.rawValue), "current": .string(current),
            "failures": JSONValue(failures), "nonce": .string(nonce), "owner": .string(owner),
            "rotation": .string(rotation), "seen": JSONValue(strings: seen),
        ]
        func set(_ name: String, _ text: String?) { if let text { object[name] = .string(text) } }
        set("identity", identity)
        set("pending", pending)
        set("mark", mark)
        set("previous", previous)
        set("begun_at", begunAt?.rfc3339)
        set("deadline", deadline?.rfc3339)
        set("promoted_at", promotedAt?.rfc3339)
        set("retire_at", retireAt?.rfc3339)
        set("delete_at", deleteAt?.rfc3339)
        set("parked_from", parkedFrom?.rawValue)
        set("explanation", explanation)
        return .object(object)
    }

    /// - Returns: nil for what is no such document, or one of another schema.
    package init?(_ json: JSONValue) {
        guard json["schema"]?.string == Self.schema, let current = json["current"]?.string,
            let phase = json["state"]?.string.flatMap(Phase.init), let failures = json["failures"]?.integer,
            let nonce = json["nonce"]?.string, let owner = json["owner"]?.string,
            let rotation = json["rotation"]?.string, let seen = json["seen"]?.array
        else { return nil }
        self.init(current: current)
        self.phase = phase
        self.failures = failures
        self.nonce = nonce
        self.owner = owner
        self.rotation = rotation
        self.seen = seen.compactMap(\.string)
        guard self.seen.count == seen.count else { return nil }
        identity = json["identity"]?.string
        pending = json["pending"]?.string
        mark = json["mark"]?.string
        previous = json["previous"]?.string
        parkedFrom = json["parked_from"]?.string.flatMap(Phase.init)
        explanation = json["explanation"]?.string
        for (name, path) in Self.times {
            guard let text = json[name] else { continue }
            guard let time = text.string.flatMap({ Timestamp(rfc3339: $0) }) else { return nil }
            self[keyPath: path] = time
        }
        // A phase without what it is about would be acted upon as something else.
        guard isWhole else { return nil }
    }

    private static var times: [(String, WritableKeyPath<RotationDocument, Timestamp?>)] {
        [
            ("begun_at", \.begunAt), ("deadline", \.deadline), ("promoted_at", \.promotedAt),
            ("retire_at", \.retireAt), ("delete_at", \.deleteAt),
        ]
    }

    private var isWhole: Bool {
        switch phase {
        case .idle: pending == nil && previous == nil
        case .intent: begunAt != nil && deadline != nil
        case .pending, .discarding, .verified: pending != nil && deadline != nil
        case .promoted: previous != nil && retireAt != nil && promotedAt != nil
        case .disabled: previous != nil && deleteAt != nil
        case .parked: parkedFrom != nil && parkedFrom != .parked && explanation != nil
        }
    }
}
