// SPDX-License-Identifier: Apache-2.0
import JSON

/// https://learn.microsoft.com/graph/errors
enum GraphError {
    static func answer(_ status: Int, _ code: String, _ message: String, _ moment: Moment) -> Answer {
        let id = Identifier.uuid()
        return Answer(
            status,
            [
                "error": [
                    "code": .string(code), "message": .string(message),
                    "innerError": [
                        "date": .string(String(moment.text.dropLast())), "request-id": .string(id),
                        "client-request-id": .string(id),
                    ],
                ]
            ], headers: ["request-id": id, "client-request-id": id])
    }

    static func noToken(_ message: String, _ moment: Moment) -> Answer {
        answer(401, "InvalidAuthenticationToken", message, moment).adding(["WWW-Authenticate": "Bearer realm=\"\""])
    }

    static func denied(_ moment: Moment) -> Answer {
        answer(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", moment)
    }

    static func notFound(_ id: String, _ moment: Moment) -> Answer {
        answer(
            404, "Request_ResourceNotFound",
            "Resource '\(id)' does not exist or one of its queried reference-property objects are not present.", moment)
    }

    static func badRequest(_ message: String, _ moment: Moment) -> Answer {
        answer(400, "Request_BadRequest", message, moment)
    }
}
