// SPDX-License-Identifier: Apache-2.0
import HTTP
import Secrets
import TestSupport
import Testing

struct HTTPClientTests {
    private func request(_ target: String, _ method: HTTPRequest.Method = .get) async throws -> HTTPRequest {
        HTTPRequest(method, try Endpoint(try await Peer.shared().address), target)
    }

    @Test func `a compressed answer is unpacked`() async throws {
        let response = try await HTTPClient().send(try await request("/gzip"))
        #expect(response.status == 200)
        #expect(response.body == [UInt8](repeating: UInt8(ascii: "x"), count: 100_000))
    }

    @Test func `the limit counts what is unpacked`() async throws {
        var large = try await request("/gzip")
        large.limit = 99_999
        await #expect(throws: HTTPError.responseTooLarge(host: large.endpoint.authority, limit: 99_999)) {
            try await HTTPClient().send(large)
        }
    }

    @Test(arguments: [0, 1, 1000])
    func `an answer of just the limit is taken, one more byte is not`(limit: Int) async throws {
        var exact = try await request("/bytes/\(limit)")
        exact.limit = limit
        #expect(try await HTTPClient().send(exact).body.count == limit)
        var more = try await request("/bytes/\(limit + 1)")
        more.limit = limit
        await #expect(throws: HTTPError.responseTooLarge(host: more.endpoint.authority, limit: limit)) {
            try await HTTPClient().send(more)
        }
    }

    @Test func `a redirect is an answer and not an instruction`() async throws {
        let response = try await HTTPClient().send(try await request("/redirect"))
        #expect(response.status == 302)
        #expect(response.headers["location"] == "/gzip")
    }

    @Test func `a server that does not answer is given up`() async throws {
        var slow = try await request("/slow")
        slow.timeout = .seconds(1)
        await #expect(throws: HTTPError.timedOut(host: slow.endpoint.authority)) { try await HTTPClient().send(slow) }
    }

    @Test func `a cancelled task leaves at once`() async throws {
        let slow = try await request("/slow")
        let client = try HTTPClient()
        let task = Task { try await client.send(slow) }
        task.cancel()
        await #expect(throws: HTTPError.cancelled) { try await task.value }
    }

    @Test func `a torn answer is not an answer`() async throws {
        let torn = try await request("/torn")
        await #expect {
            try await HTTPClient().send(torn)
        } throws: { error in
            if case .interrupted(torn.endpoint.authority, _)? = error as? HTTPError { true } else { false }
        }
    }

    @Test func `a refused connection names the host`() async throws {
        let nobody = HTTPRequest(.get, try Endpoint("http://127.0.0.1:9"), "/")
        await #expect {
            try await HTTPClient().send(nobody)
        } throws: { error in
            if case .unreachable("127.0.0.1:9", _)? = error as? HTTPError { true } else { false }
        }
    }

    @Test func `secrets in header and body arrive`() async throws {
        var echo = try await request("/echo/X-Secret", .post)
        try echo.setHeader("X-Secret", SharedSecret(Secret(copying: Array("héader".utf8).span)))
        echo.body = .secret(SharedSecret(Secret(copying: Array("body\u{0}end".utf8).span)))
        let response = try await HTTPClient().sendForSecret(echo)
        #expect(response.status == 200)
        let text = bytes(response.body)
        #expect(text.suffix(8) == Array("body\u{0}end".utf8)[...])
        #expect(text.count > 8)
    }

    @Test(arguments: ["a\nb", "a\r\nX-Other: b", "a\u{0}b", "\n"])
    func `a value that would become another header is refused`(value: String) throws {
        var request = HTTPRequest(.get, try Endpoint("https://example.com"), "/")
        #expect(throws: HTTPError.malformedHeader(name: "X")) { try request.setHeader("X", value) }
        #expect(throws: HTTPError.malformedHeader(name: "X")) {
            try request.setHeader("X", SharedSecret(Secret(copying: Array(value.utf8).span)))
        }
    }

    @Test func `a connection is used again`() async throws {
        let client = try HTTPClient()
        let request = try await request("/port")
        let first = try await client.send(request).body
        let second = try await client.send(request).body
        #expect(first == second)
        #expect(!first.isEmpty)
    }

    @Test func `many requests at once each get their own answer`() async throws {
        let client = try HTTPClient()
        let endpoint = try Endpoint(try await Peer.shared().address)
        let sizes = await withTaskGroup(of: Bool.self) { group in
            for size in 0..<200 {
                group.addTask {
                    let response = try? await client.send(HTTPRequest(.get, endpoint, "/bytes/\(size)"))
                    return response?.body.count == size
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(sizes == 200)
    }
}
