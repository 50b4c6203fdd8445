// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import Testing

/// HTTP itself, RFC 9110 and RFC 9112: methods, sizes, forms, and what is no HTTP.
struct APIMessageTests {
    private func expectProblem(_ answer: WebClient.Answer, _ status: Int, _ comment: Comment) {
        #expect(answer.status == status, comment)
        #expect(answer.header("Content-Type") == "application/problem+json", comment)
        #expect(answer.json["status"]?.integer == status, comment)
        #expect(answer.json["detail"]?.string?.isEmpty == false, comment)
    }

    @Test func `a path says which methods it takes`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let token = try await agent.token()
        let cases: [(method: String, path: String, allow: String)] =
            ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"].map { ($0, "/livez", "GET, HEAD") } + [
                ("PUT", "/v1/extractions", "GET, HEAD, POST"), ("GET", "/v1/rotations", "POST"),
                ("HEAD", "/v1/rotations", "POST"), ("DELETE", "/v1/extractions/x/events", "GET"),
                ("HEAD", "/v1/extractions/x/events", "GET"), ("GET", "/v1/extractions/x/cancel", "POST"),
            ]
        let answers = try await agent.send(cases.map { WebClient.Request($0.method, $0.path, token: token) })
        for (wanted, answer) in zip(cases, answers) {
            let comment = Comment(rawValue: "\(wanted.method) \(wanted.path)")
            #expect(answer.header("Allow") == wanted.allow, comment)
            if wanted.method == "HEAD" {
                #expect(answer.status == 405 && answer.body.isEmpty, comment)
            } else {
                expectProblem(answer, 405, comment)
            }
        }
        // A method that no path takes is not the path's affair.
        for method in ["PROPFIND", "MKCOL", "LOCK"] {
            expectProblem(try await agent.send(method, "/livez"), 501, Comment(rawValue: method))
        }
    }

    @Test func `HEAD is answered as GET is, without the content`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let token = try await agent.token()
        for path in ["/livez", "/readyz", "/openapi.json", "/v1/extractions", "/v1/extractors", "/nothing"] {
            let answers = try await agent.send(["GET", "HEAD"].map { WebClient.Request($0, path, token: token) })
            #expect(answers[1].status == answers[0].status)
            #expect(answers[1].body.isEmpty && !answers[0].body.isEmpty)
            for name in ["Content-Type", "Content-Length", "Cache-Control"] {
                #expect(answers[1].header(name) == answers[0].header(name), "\(path) \(name)")
            }
        }
        let refused = try await agent.send("HEAD", "/v1/extractions")
        #expect(refused.status == 401 && refused.header("WWW-Authenticate") != nil)
        // Nothing of a body that should not be there is left on the connection.
        let raw = try await RawExchange.all(
            [
                RawExchange(
                    "HEAD /livez HTTP/1.1\r\nHost: a\r\n\r\nHEAD /no HTTP/1.1\r\nHost: a\r\n\r\nGET /livez HTTP/1.1\r\nHost: a\r\n\r\n"
                )
            ], port: agent.port)
        #expect(raw[0].statuses == [200, 404, 200])
        #expect(raw[0].text.components(separatedBy: "alive").count == 2)
    }

    @Test func `a path that is not there is a problem, whatever it looks like`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let token = try await agent.token()
        let paths = [
            "/", "/nothing", "/v1", "/v1/extractions/nonsense", "/v1/extractions/01JZZZZZZZZZZZZZZZZZZZZZZZ",
            "/v1/extractions/01JZZZZZZZZZZZZZZZZZZZZZZZ/events", "/v1/extractions/%00", "/v1/extractions/%zz",
            "/v1/snapshots/%2e%2e%2f%2e%2e/manifest", "/v1/snapshots/../audit/manifest",
            "/v1/snapshots/01JZZZZZZZZZZZZZZZZZZZZZZZ/manifest", "/v1/audit/entries/-1", "/v1/audit/entries/x",
            "/v1/audit/entries/99999999999999999999", "/v1/audit/entries/18446744073709551615",
            "/v1/audit/proofs/999999", "/v1/policies/vault/nobody",
            "/" + String(repeating: "a/", count: 4000),
        ]
        let answers = try await agent.send(paths.map { WebClient.Request("GET", $0, token: token) })
        for (path, answer) in zip(paths, answers) {
            expectProblem(answer, 404, Comment(rawValue: "\(path.prefix(80)): \(answer.body)"))
        }
    }

    @Test func `a body is refused for its size, its type, its form and its meaning`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let token = try await agent.token()
        let text = [("Content-Type", "text/plain")]
        let cases: [(name: String, headers: [(String, String)], body: String, status: Int)] = [
            ("too long", [], String(repeating: " ", count: 65_537), 413),
            ("as long as may be", [], String(repeating: " ", count: 65_535) + "1", 422),
            ("text", text, "{}", 415), ("no type", [("Content-Type", "")], "{}", 415),
            ("another kind of JSON", [("Content-Type", "application/json-seq")], "{}", 415),
            ("a type with its parameter", [("Content-Type", "Application/JSON; charset=utf-8")], "[]", 422),
            ("no JSON", [], "{", 400), ("two values", [], "{} {}", 400),
            ("a name twice", [], #"{"services":[],"services":[]}"#, 400),
            ("deep lists", [], String(repeating: "[", count: 60_000), 400),
            ("deep objects", [], String(repeating: #"{"a":"#, count: 10_000), 400),
            ("half of a pair", [], #"{"services":["\ud800"]}"#, 400), ("a list", [], "[]", 422),
            ("an unknown member", [], #"{"nonsense":1}"#, 422), ("services as text", [], #"{"services":"a"}"#, 422),
            ("services as numbers", [], #"{"services":[1]}"#, 422),
            ("no provider at all", [], #"{"providers":["ibm"]}"#, 422),
            ("a provider that is not enabled", [], #"{"providers":["gcp"]}"#, 422),
            ("a service that is not enabled", [], #"{"services":["gcp:compute"]}"#, 422),
            ("a service of another provider", [], #"{"providers":["azure"],"services":["aws:ec2"]}"#, 422),
        ]
        let answers = try await agent.send(
            cases.map {
                WebClient.Request("POST", "/v1/extractions", token: token, headers: $0.headers, body: $0.body)
            })
        for (wanted, answer) in zip(cases, answers) {
            expectProblem(answer, wanted.status, Comment(rawValue: "\(wanted.name): \(answer.body)"))
            // What was sent is not sent back.
            #expect(!answer.body.contains("nonsense") && !answer.body.contains("ibm"))
        }
        for body in [
            #"{}"#, #"{"provider":"x"}"#, #"{"provider":"gcp"}"#, #"{"provider":"aws","secret":"fernet"}"#,
            #"{"provider":"aws","secret":"../x"}"#, #"{"provider":"aws","secret":""}"#,
        ] {
            expectProblem(
                try await agent.send("POST", "/v1/rotations", token: token, body: body), 422, Comment(rawValue: body))
        }
        #expect(try await agent.send("GET", "/v1/extractions", token: token).body == "[]")
    }

    @Test func `a request says whom it is for, and once`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let outcome = try await RawExchange.all(
            [
                RawExchange(
                    "GET /livez HTTP/1.1\r\n\r\nGET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"
                        + "GET /livez HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n\(Self.next)")
            ], port: agent.port)[0]
        #expect(outcome.statuses == [400, 400, 400, 200], "\(outcome.text)")
        #expect(outcome.text.components(separatedBy: "one header Host").count == 4)
    }

    private static let head = "POST /v1/extractions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    private static let next = "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `what could be read in two ways is read in none, and the connection ends`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let head = Self.head + "Authorization: Bearer \(try await agent.token())\r\n"
        let cases = [
            "a length and chunks": head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "chunks and a length": head + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            "two lengths": head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            "a length with a sign": head + "Content-Length: +2\r\n\r\n{}",
            "a negative length": head + "Content-Length: -1\r\n\r\n",
            "a length beyond 64 bits": head + "Content-Length: 18446744073709551618\r\n\r\n{}",
            "an unknown encoding": head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "chunks not last": head + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            "a space before the colon": head + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "a folded line": "GET /livez HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n",
            "a zero byte": "GET /livez HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n",
            "bare line feeds": "GET /livez HTTP/1.1\nHost: a\n\n",
            "a chunk that is no number": head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            "another version": "GET /livez HTTP/2.0\r\nHost: a\r\n\r\n",
            "no HTTP": "\u{16}\u{03}\u{01}\u{02}\u{00}\r\n\r\n",
            "no method that there is": "FOO /livez HTTP/1.1\r\nHost: a\r\n\r\n",
        ]
        let names = cases.keys.sorted()
        let outcomes = try await RawExchange.all(
            names.map { RawExchange(cases[$0, default: ""] + Self.next, patience: 5) }, port: agent.port)
        for (name, outcome) in zip(names, outcomes) {
            #expect(outcome.statuses == [400], "\(name): \(outcome.text)")
            #expect(outcome.isClosed, "\(name)")
            #expect(outcome.text.contains("application/problem+json"), "\(name): \(outcome.text)")
        }
        #expect(try await agent.send("GET", "/livez").status == 200)
    }

    @Test func `a head that is too large is refused as such`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        func padded(_ lines: String) -> RawExchange {
            RawExchange("GET /livez HTTP/1.1\r\nHost: a\r\n\(lines)\r\n", patience: 5)
        }
        let long = "X: \(String(repeating: "a", count: 17_000))\r\n"
        let outcomes = try await RawExchange.all(
            [
                padded(long), padded(String(repeating: "X: a\r\n", count: 101)),
                padded(String(repeating: "X: \(String(repeating: "a", count: 8000))\r\n", count: 5)),
                padded(String(repeating: long, count: 500)),
                RawExchange("GET /\(String(repeating: "a", count: 40_000)) HTTP/1.1\r\nHost: a\r\n\r\n", patience: 5),
                padded(String(repeating: "X: a\r\n", count: 90)),
            ], port: agent.port)
        #expect(outcomes.map(\.statuses) == [[431], [431], [431], [431], [431], [200]])
        #expect(outcomes.map(\.isClosed) == [true, true, true, true, true, false])
        #expect(try await agent.send("GET", "/livez").status == 200)
    }

    @Test func `a client that asks whether it may go on is told`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let head = Self.head + "Authorization: Bearer \(try await agent.token())\r\nExpect: 100-continue\r\n"
        let outcome = try await RawExchange.all(
            [RawExchange(head + "Content-Length: 2\r\n\r\n", "[]", pause: 0.5)], port: agent.port)[0]
        #expect(outcome.statuses == [100, 422], "\(outcome.text)")
        #expect(outcome.text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 422"), "\(outcome.text)")
    }

    @Test func `requests that come all at once are answered in their order`() async throws {
        let agent = try await RunningAgent(try await Lab.forAPI())
        let text = String(repeating: Self.next + "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", count: 20)
        let outcome = try await RawExchange.all([RawExchange(text)], port: agent.port)[0]
        #expect(outcome.statuses == Array(repeating: [200, 404], count: 20).flatMap(\.self))
    }
}
