// SPDX-License-Identifier: Apache-2.0
import JSON

/// What goes back to the client; thrown where it is an error that ends the work on a request.
package struct Answer: Error, Sendable {
    package var status: Int
    package var headers: [String: String]
    package var body: [UInt8]
    /// How long the client waits for it.
    package var milliseconds = 0
    /// Whether the connection is closed instead.
    package private(set) var isDropped = false

    /// No answer at all.
    static var dropped: Answer {
        var answer = Answer(0)
        answer.isDropped = true
        return answer
    }

    init(ok json: JSONValue) { self.init(200, json) }

    init(_ status: Int, _ json: JSONValue, headers: [String: String] = [:]) {
        self.status = status
        self.headers = headers.merging(["Content-Type": "application/json; charset=utf-8"]) { own, _ in own }
        body = json.canonical
    }

    init(_ status: Int, text: String = "", type: String = "text/plain", headers: [String: String] = [:]) {
        self.status = status
        self.headers = text.isEmpty ? headers : headers.merging(["Content-Type": type]) { own, _ in own }
        body = Array(text.utf8)
    }

    func adding(_ headers: [String: String]) -> Answer {
        var answer = self
        answer.headers.merge(headers) { own, _ in own }
        return answer
    }
}
