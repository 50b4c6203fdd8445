// SPDX-License-Identifier: Apache-2.0
import JSON

/// All requests so far, so that those of different clients can be compared. Never a bearer's value, nor a body.
///
/// - `microseconds`: when it came, since the simulator began;
/// - `at_once`: how many were under way then, itself included. One is under way until its answer leaves, late ones too.
struct RequestJournal {
    private static let headers = [
        "accept", "content-type", "user-agent", "metadata", "metadata-flavor", "x-goog-user-project",
        "x-goog-api-client", "x-ms-client-request-id", "consistencylevel",
    ]

    private(set) var entries: [JSONValue] = []

    mutating func note(_ request: Request, _ answer: Answer, at time: Duration, underWay: Int) {
        var headers = JSONObject()
        for name in Self.headers { headers[name] = request[header: name].map { .string($0) } }
        if let authorization = request[header: "authorization"] {
            headers["authorization"] = .string(String(authorization.prefix { $0 != " " }))
        }
        var query = JSONObject()
        for item in request.query.items { query[item.name] = .string(item.value) }
        entries.append([
            "method": .string(request.method), "host": .string(request.host), "path": .string(request.path),
            "query": .object(query), "api_version": request.query["api-version"].map { .string($0) } ?? .null,
            "headers": .object(headers), "status": JSONValue(answer.status),
            "microseconds": JSONValue(Int(time / .microseconds(1))), "at_once": JSONValue(underWay),
        ])
    }
}
