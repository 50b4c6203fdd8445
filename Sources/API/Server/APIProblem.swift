// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import JSON

/// An error as its reader gets it: `application/problem+json`, RFC 9457.
struct APIProblem: HTTPResponseError {
    let status: HTTPResponse.Status
    /// What is wrong this time. Never a value that was sent, nor one that is kept.
    let detail: String
    var headers = HTTPFields()
    var members = JSONObject()

    init(_ status: HTTPResponse.Status, _ detail: String) {
        self.status = status
        self.detail = detail
    }

    static let contentType = "application/problem+json"

    func response(from request: Request, context: some RequestContext) -> Response { response }

    var json: JSONValue {
        var object = members
        object["title"] = .string(status.reasonPhrase)
        object["status"] = JSONValue(status.code)
        object["detail"] = .string(detail)
        return .object(object)
    }

    var response: Response {
        var response = Response(json: json, status: status)
        response.headers[.contentType] = Self.contentType
        for field in headers { response.headers.append(field) }
        return response
    }

    /// RFC 6750 §3.
    static func unauthorized(_ error: String? = nil, _ detail: String) -> APIProblem {
        var problem = APIProblem(.unauthorized, detail)
        problem.headers[.wwwAuthenticate] = challenge(error, detail)
        return problem
    }

    /// RFC 6750 §3.1, `invalid_request`.
    static func ambiguous(_ detail: String) -> APIProblem {
        var problem = APIProblem(.badRequest, detail)
        problem.headers[.wwwAuthenticate] = challenge("invalid_request", detail)
        return problem
    }

    static func forbidden(_ roles: [APIRole]) -> APIProblem {
        let names = roles.map(\.rawValue).sorted().joined(separator: " ")
        var problem = APIProblem(.forbidden, "the token has none of the roles: \(names)")
        problem.headers[.wwwAuthenticate] = challenge("insufficient_scope", problem.detail) + ", scope=\"\(names)\""
        return problem
    }

    private static func challenge(_ error: String?, _ detail: String) -> String {
        let realm = "Bearer realm=\"cloud-extractor\""
        return error.map { "\(realm), error=\"\($0)\", error_description=\"\(detail)\"" } ?? realm
    }
}
