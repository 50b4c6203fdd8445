// SPDX-License-Identifier: Apache-2.0
package import JSON

/// A client of HTTP that shares no code with the project's own, `scripts/oracle/http_requests.py`.
package struct WebClient: Sendable {
    package struct Request: Sendable {
        package var method: String
        package var path: String
        /// In their order, repeated ones too.
        package var headers: [(name: String, value: String)]
        package var body: String?

        package init(
            _ method: String, _ path: String, token: String? = nil, headers: [(String, String)] = [],
            body: String? = nil
        ) {
            self.method = method
            self.path = path
            self.headers = headers.map { (name: $0.0, value: $0.1) }
            if let token { self.headers.append((name: "Authorization", value: "Bearer \(token)")) }
            if body != nil, !headers.contains(where: { $0.0.lowercased() == "content-type" }) {
                self.headers.append((name: "Content-Type", value: "application/json"))
            }
            self.body = body
        }
    }

    package struct Answer: Sendable {
        /// Nil where there was no answer: then ``error`` says why.
        package let status: Int?
        package let headers: [(name: String, value: String)]
        package let body: String
        package let error: String?
        package let seconds: Double

        init(_ json: JSONValue) {
            status = json["status"]?.integer
            headers = (json["headers"]?.array ?? []).map { field in
                let field = field.array ?? []
                return (name: field.first?.string ?? "", value: field.last?.string ?? "")
            }
            body = json["body"]?.string ?? ""
            error = json["error"]?.string
            seconds = json["seconds"]?.decimal ?? 0
        }

        package func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        /// `null` for what is no JSON.
        package var json: JSONValue { (try? JSONValue(parsing: Array(body.utf8).span)) ?? .null }
    }

    /// What it proves itself with, and to whom.
    package struct TLS: Sendable {
        let authority: String
        let pair: (certificate: String, key: String)?
        /// `TLSv1_1`; the newest that there is if nil.
        let newest: String?

        package init(authority: String, pair: (certificate: String, key: String)? = nil, newest: String? = nil) {
            self.authority = authority
            self.pair = pair
            self.newest = newest
        }
    }

    package let port: Int
    let tls: TLS?

    package init(port: Int, tls: TLS? = nil) {
        self.port = port
        self.tls = tls
    }

    package func send(_ requests: [Request]) async throws -> [Answer] {
        var question: JSONObject = [
            "host": "127.0.0.1", "port": JSONValue(port), "requests": .array(requests.map(Self.json)),
        ]
        if let tls {
            var object: JSONObject = ["authority": .string(tls.authority)]
            object["newest"] = tls.newest.map { .string($0) }
            object["certificate"] = tls.pair.map { .string($0.certificate) }
            object["key"] = tls.pair.map { .string($0.key) }
            question["tls"] = .object(object)
        }
        let answers = try await Oracle.ask("http_requests", question: .object(question)).array ?? []
        return answers.map(Answer.init)
    }

    package func send(_ request: Request) async throws -> Answer { try await send([request])[0] }

    private static func json(_ request: Request) -> JSONValue {
        var object: JSONObject = [
            "method": .string(request.method), "path": .string(request.path),
            "headers": .array(request.headers.map { [.string($0.name), .string($0.value)] }),
        ]
        object["body"] = request.body.map { .string($0) }
        return .object(object)
    }
}
