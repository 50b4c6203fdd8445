// SPDX-License-Identifier: Apache-2.0
import JSON

/// https://cloud.google.com/apis/design/errors#http_mapping, with the older APIs' `errors` as well.
enum GoogleError {
    static func answer(
        _ code: Int, _ status: String, _ message: String, reason: String, domain: String = "global",
        details: [JSONValue] = []
    ) -> Answer {
        var error: JSONObject = [
            "code": JSONValue(code), "message": .string(message), "status": .string(status),
            "errors": [["message": .string(message), "domain": .string(domain), "reason": .string(reason)]],
        ]
        if !details.isEmpty { error["details"] = .array(details) }
        return Answer(code, ["error": .object(error)])
    }

    /// https://cloud.google.com/apis/design/errors#error_info
    static func info(_ reason: String, domain: String, _ metadata: [String: String]) -> JSONValue {
        var object = JSONObject()
        for (name, value) in metadata { object[name] = .string(value) }
        return [
            "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": .string(reason), "domain": .string(domain),
            "metadata": .object(object),
        ]
    }

    static func unauthenticated(_ reason: String, _ request: Request) -> Answer {
        let isMissing = reason == "CREDENTIALS_MISSING"
        let start =
            isMissing
            ? "Request is missing required authentication credential."
            : "Request had invalid authentication credentials."
        let message =
            "\(start) Expected OAuth 2 access token, login cookie or other valid authentication credential. See "
            + "https://developers.google.com/identity/sign-in/web/devconsole-project."
        let challenge = "Bearer realm=\"https://accounts.google.com/\""
        return answer(
            401, "UNAUTHENTICATED", message, reason: isMissing ? "required" : "authError",
            details: [info(reason, domain: "googleapis.com", ["service": request.host])]
        ).adding(["WWW-Authenticate": isMissing ? challenge : "\(challenge), error=\"invalid_token\""])
    }

    static func denied(
        _ permission: String, _ message: String, domain: String, resource: String? = nil
    ) -> Answer {
        var metadata = ["permission": permission]
        metadata["resource"] = resource
        return answer(
            403, "PERMISSION_DENIED", message, reason: "forbidden",
            details: [info("IAM_PERMISSION_DENIED", domain: domain, metadata)])
    }

    static func insufficientScopes(_ request: Request) -> Answer {
        answer(
            403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.",
            reason: "insufficientPermissions",
            details: [
                info("ACCESS_TOKEN_SCOPE_INSUFFICIENT", domain: "googleapis.com", ["service": request.host])
            ])
    }

    /// - Parameter number: of the project.
    static func disabled(_ service: String, number: String) -> Answer {
        let place = "https://console.developers.google.com/apis/api/\(service)/overview?project=\(number)"
        return answer(
            403, "PERMISSION_DENIED",
            "The API \(service) has not been used in project \(number) before or it is disabled. Enable it by visiting "
                + "\(place) then retry. If you enabled this API recently, wait a few minutes for the action to "
                + "propagate to our systems and retry.", reason: "accessNotConfigured", domain: "usageLimits",
            details: [
                [
                    "@type": "type.googleapis.com/google.rpc.Help",
                    "links": [["description": "Google developers console API activation", "url": .string(place)]],
                ],
                info(
                    "SERVICE_DISABLED", domain: "googleapis.com",
                    ["service": service, "consumer": "projects/\(number)", "containerInfo": number]),
            ])
    }

    static func invalid(_ message: String) -> Answer {
        answer(400, "INVALID_ARGUMENT", message, reason: "badRequest")
    }

    static func notFound(_ request: Request) -> Answer {
        let resource = request.path.segments.drop { $0 != "projects" }.joined(separator: "/")
        let isCompute = request.host == "compute.googleapis.com"
        return answer(
            404, "NOT_FOUND",
            isCompute ? "The resource '\(resource)' was not found" : "Requested entity was not found.",
            reason: "notFound")
    }

    static func noProject(_ project: String, _ request: Request) -> Answer {
        if request.host == "compute.googleapis.com" {
            return answer(404, "NOT_FOUND", "The resource 'projects/\(project)' was not found", reason: "notFound")
        }
        return answer(
            403, "PERMISSION_DENIED", "Permission denied on resource project \(project).", reason: "forbidden",
            details: [
                info(
                    "CONSUMER_INVALID", domain: "googleapis.com",
                    ["service": request.host, "consumer": "projects/\(project)"])
            ])
    }
}
