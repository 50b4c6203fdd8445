// SPDX-License-Identifier: Apache-2.0
import JSON

/// An answer that the simulator gives instead of the right one, for some requests.
///
/// `{"path": "management.azure.com/.*virtualMachines", "method": "GET", "times": 2, "status": 429,
///   "headers": {"Retry-After": "1"}, "body": {…} or "text", "skip": 1, "after": true, "milliseconds": 100}`
///
/// - `path`: a regular expression that occurs in `host/path?query`; `times`: for ever if left out;
/// - `skip`: so many requests that match are answered rightly first, for instance the first page of a list;
/// - `after`: the request has its effect, only its answer is lost;
/// - `drop`: the connection is closed without an answer;
/// - `status`: left out, the right answer is only late, by `milliseconds`.
struct Fault {
    private let path: String
    private let method: String?
    private var times: Int?
    private var skip: Int
    private let isAfter: Bool
    private let isDrop: Bool
    private let status: Int?
    private let headers: [String: String]
    private let body: JSONValue?
    private let milliseconds: Int

    init?(_ json: JSONValue) {
        guard let path = json["path"]?.string, (try? Regex(path)) != nil else { return nil }
        self.path = path
        method = json["method"]?.string?.uppercased()
        times = json["times"]?.integer
        skip = json["skip"]?.integer ?? 0
        isAfter = json["after"]?.bool ?? false
        isDrop = json["drop"]?.bool ?? false
        status = json["status"]?.integer
        var headers: [String: String] = [:]
        for member in json["headers"]?.object?.members ?? [] { headers[member.name] = member.value.string }
        self.headers = headers
        body = json["body"]
        milliseconds = json["milliseconds"]?.integer ?? 0
    }

    /// Whether it strikes now; counts.
    mutating func strikes(_ request: Request) -> Bool {
        guard times != 0, method == nil || method == request.method, let regex = try? Regex(path) else { return false }
        let query = request.query.text
        let place = "\(request.host)\(request.path)\(query.isEmpty ? "" : "?\(query)")"
        guard place.firstMatch(of: regex) != nil else { return false }
        if skip > 0 {
            skip -= 1
            return false
        }
        times = times.map { $0 - 1 }
        return true
    }

    /// Whether the request has its effect all the same.
    var hasEffect: Bool { isAfter || (status == nil && !isDrop) }

    /// - Parameter right: what the request was answered if it had its effect.
    func answer(insteadOf right: Answer?) -> Answer {
        var answer: Answer
        switch (status, body) {
        case _ where isDrop: answer = .dropped
        case (nil, _): answer = right ?? .dropped
        case (let status?, .string(let text)?): answer = Answer(status, text: text)
        case (let status?, let body?): answer = Answer(status, body)
        case (let status?, nil): answer = Answer(status)
        }
        answer.headers.merge(headers) { _, own in own }
        answer.milliseconds = milliseconds
        return answer
    }
}
