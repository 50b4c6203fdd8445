// SPDX-License-Identifier: Apache-2.0
import Agent
import Cloud
import JSON

/// The JSON Schemas of what the API takes and gives.
enum APISchema {
    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    static func list(_ name: String) -> JSONValue { ["type": "array", "items": reference(name)] }

    static let text: JSONValue = ["type": "string"]
    static let count: JSONValue = ["type": "integer", "minimum": 0]
    static let time: JSONValue = ["type": "string", "format": "date-time"]
    /// A ULID.
    static let id: JSONValue = ["type": "string", "pattern": "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"]

    static let all: JSONObject = [
        "Problem": object(
            ["title": text, "status": ["type": "integer"], "detail": text], required: ["title", "status", "detail"]),
        "Scope": scope,
        "Run": run,
        "RotationRequest": rotation,
        "Health": object(
            [
                "status": ["enum": ["healthy", "unhealthy"]],
                "checks": ["type": "object", "additionalProperties": text],
            ], required: ["status", "checks"]),
        "Extractor": object(
            ["type": text, "permissions": ["type": "array", "items": text]], required: ["type", "permissions"]),
        "Snapshot": object(["id": id], required: ["id"]),
    ]

    static func object(_ properties: JSONObject, required: [String] = [], isClosed: Bool = false) -> JSONValue {
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { schema["required"] = JSONValue(strings: required) }
        if isClosed { schema["additionalProperties"] = false }
        return .object(schema)
    }

    /// What of the configuration is taken; all of it where nothing is said.
    private static let scope = object(
        [
            "providers": ["type": "array", "items": provider],
            "services": [
                "type": "array", "items": ["type": "string", "pattern": "^(aws|azure|gcp):[a-z0-9-]+$"],
            ],
        ], isClosed: true)

    private static let provider: JSONValue = ["enum": JSONValue(strings: Provider.allCases.map(\.rawValue))]

    private static let rotation = object(
        [
            "provider": provider,
            "secret": ["type": "string", "pattern": "^[A-Za-z0-9_.~@+=-]+(/[A-Za-z0-9_.~@+=-]+)*$", "maxLength": 256],
        ],
        required: ["provider"], isClosed: true)

    private static let run = object(
        [
            "id": id, "kind": text, "state": ["enum": JSONValue(strings: RunState.allCases.map(\.rawValue))],
            "cause": ["type": "object"], "scope": reference("Scope"), "provider": provider, "secret": text,
            "snapshot": id, "cancelled_by": text,
            "queued_at": time, "started_at": time, "ended_at": time, "step": text, "summary": text,
            "locations": ["type": "array", "items": text],
            "progress": object(["units": count, "ended": count, "short": count, "records": count]),
            "problem": object(["exit_code": count, "name": text, "message": text, "hint": text]),
        ], required: ["id", "kind", "state", "queued_at", "progress"])
}
