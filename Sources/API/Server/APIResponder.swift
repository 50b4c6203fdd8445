// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The outermost of it: every request has a line in the log, and every error is a problem.
struct APIResponder<Inner: HTTPResponder>: HTTPResponder where Inner.Context == APIContext {
    let router: Inner
    let limit: RequestLimit
    /// The paths that may be asked however often.
    let probes: Set<String>
    let logger: Logger

    func respond(to request: Request, context: APIContext) async throws -> Response {
        var response = await answer(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        if request.method == .head { response = response.createHeadResponse() }
        log(request, response, context)
        return response
    }

    private func answer(_ request: Request, _ context: APIContext) async -> Response {
        if let problem = haste(request, context) { return problem.response }
        do {
            try Self.checkHost(request)
            // RFC 9110 §15.6.2: of a method that nothing here takes, no path is asked.
            guard APIServer.methods.contains(request.method) else { throw HTTPError(.notImplemented) }
            let response = try await router.respond(to: request, context: context)
            // The router's own errors have no body.
            let isError = response.status.kind == .clientError || response.status.kind == .serverError
            if isError, response.headers[.contentType] == nil {
                return Self.problem(response.status).response
            }
            return response
        } catch let error as any HTTPResponseError {
            return Self.problem(error.status).response
        } catch {
            logger.error("a request failed", metadata: ["error": "\(type(of: error))"])
            return APIProblem(.internalServerError, "this is a defect of the agent; its log has more").response
        }
    }

    /// By address, and before anything is looked at: a wrong token and a wrong path cost as much as right ones.
    private func haste(_ request: Request, _ context: APIContext) -> APIProblem? {
        if probes.contains(request.uri.path), request.method == .get || request.method == .head { return nil }
        guard let seconds = limit.wait(for: context.network) else { return nil }
        var problem = APIProblem(.tooManyRequests, "more than \(limit.perMinute) requests a minute")
        problem.headers[.retryAfter] = String(seconds)
        return problem
    }

    /// RFC 9112 §3.2: whom a request is for must be said, and once. HTTPTypes takes the first for the authority.
    private static func checkHost(_ request: Request) throws(HTTPError) {
        guard request.head.authority != nil, !request.headers.contains(where: { $0.name.canonicalName == "host" })
        else { throw HTTPError(.badRequest) }
    }

    private static func problem(_ status: HTTPResponse.Status) -> APIProblem {
        let detail =
            switch status {
            case .notFound: "there is nothing at this path"
            case .badRequest: "the request must have one header Host"
            default: status.reasonPhrase
            }
        return APIProblem(status, detail)
    }

    private func log(_ request: Request, _ response: Response, _ context: APIContext) {
        logger.debug(
            "a request",
            metadata: [
                "request": "\(context.id)", "method": "\(request.method.rawValue)",
                "path": "\(request.uri.path.prefix(200))", "status": "\(response.status.code)",
                "client": "\(context.client)",
            ])
    }
}
