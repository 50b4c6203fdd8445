// SPDX-License-Identifier: Apache-2.0
import CloudSimulator
import FlyingFox
import Foundation

extension Request {
    init(_ request: HTTPRequest) async throws {
        self.init(
            method: request.method.rawValue, path: request.target.path(), query: request.target.query(),
            headers: request.headers.map { ($0.key.rawValue, $0.value) }, body: Array(try await request.bodyData))
    }
}

extension HTTPResponse {
    /// RFC 9110 §15; nobody reads them but people.
    private static let phrases = [
        200: "OK", 204: "No Content", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway",
        503: "Service Unavailable",
    ]

    /// Late by as much as the answer says. No answer at all where there is to be none.
    init(_ answer: Answer) async throws {
        if answer.milliseconds > 0 { try await Task.sleep(for: .milliseconds(answer.milliseconds)) }
        if answer.isDropped {
            self.init(webSocket: DroppedConnection())
            return
        }
        var headers = HTTPHeaders()
        for (name, value) in answer.headers { headers[HTTPHeader(name)] = value }
        self.init(
            statusCode: HTTPStatusCode(answer.status, phrase: Self.phrases[answer.status] ?? "Simulated"),
            headers: headers, body: Data(answer.body))
    }
}
