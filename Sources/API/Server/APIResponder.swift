// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The outermost of it: every request has a line in the log, and every error is a problem.
struct APIResponder<Inner: HTTPResponder>: HTTPResponder where Inner.Context == APIContext {
    let router: Inner
    let logger: Logger

    func respond(to request: Request, context: APIContext) async throws -> Response {
        var response: Response
        do {
            try Self.checkHost(request)
            // RFC 9110 §15.6.2: of a method that nothing here takes, no path is asked.
            guard APIServer.methods.contains(request.method) else { throw HTTPError(.notImplemented) }
            response = try await router.respond(to: request, context: context)
            // The router's own errors have no body.
            let isError = response.status.kind == .clientError || response.status.kind == .serverError
            if isError, response.headers[.contentType] == nil {
                response = Self.problem(response.status).response
            }
        } catch let error as any HTTPResponseError {
            response = Self.problem(error.status).response
        } catch {
            logger.error("a request failed", metadata: ["error": "\(type(of: error))"])
            response = APIProblem(.internalServerError, "this is a defect of the agent; its log has more").response
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        if request.method == .head { response = response.createHeadResponse() }
        log(request, response, context)
        return response
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
