// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import JSON

/// One route: what the router does, and what the OpenAPI document says of it.
struct APIRoute: Sendable {
    typealias Handler = @Sendable (Request, APIContext) async throws(APIProblem) -> Response

    enum Access: Sendable, Hashable {
        /// Without a token.
        case open
        /// For whoever has one of the roles.
        case roles([APIRole])

        /// For whoever has any role.
        static let anyRole = Access.roles(APIRole.allCases)
    }

    struct Parameter: Sendable {
        enum Place: String, Sendable { case path, query }

        let name: String
        let place: Place
        let summary: String
        let schema: JSONValue
    }

    struct Body: Sendable {
        let schema: JSONValue
        /// Else none is taken for `{}`.
        let isRequired: Bool

        init(_ schema: JSONValue, isRequired: Bool) {
            self.schema = schema
            self.isRequired = isRequired
        }
    }

    struct Answer: Sendable {
        let status: Int
        let summary: String
        let type: String
        /// Nil where none can say it: OpenAPI 3.1 has no word for a sequence of events.
        let schema: JSONValue?

        init(_ status: Int, _ summary: String, _ schema: JSONValue?, type: String = "application/json") {
            self.status = status
            self.summary = summary
            self.schema = schema
            self.type = type
        }
    }

    let method: HTTPRequest.Method
    /// As OpenAPI writes it: `/v1/extractions/{id}`.
    let path: String
    let summary: String
    let access: Access
    var parameters: [Parameter] = []
    var body: Body?
    let answers: [Answer]
    /// The statuses of its own problems; those of tokens and of haste are told of where they can be.
    var problems: [Int] = []
    /// Orchestrators end an agent that does not answer them: the haste of others is no reason for that.
    var isProbe = false
    let handle: Handler

    /// RFC 9110 §9.3.2: what can be got can be asked for its head, but for what never has an end.
    var takesHead: Bool { method == .get && !answers.contains { $0.type == RunEvents.contentType } }

    /// As Hummingbird writes it: `/v1/extractions/:id`.
    var routerPath: String { path.replacing("{", with: ":").replacing("}", with: "") }
}
