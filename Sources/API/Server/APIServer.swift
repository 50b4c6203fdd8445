// SPDX-License-Identifier: Apache-2.0
package import Agent
import HTTP
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import JSON
package import Logging
import NIOCore
package import Secrets

/// The agent's HTTP API.
package struct APIServer: Sendable {
    private let desk: AgentDesk
    private let settings: APISettings
    private let authentication: Authentication
    private let limit: RequestLimit
    private let routes: [APIRoute]
    private let logger: Logger

    /// - Parameter secret: see ``AgentDesk/tokenKey()``.
    package init(
        _ settings: APISettings, desk: AgentDesk, secret: SharedSecret?, monitor: AgentMonitor, wording: any RunWording,
        logger: Logger
    ) throws(APIServerError) {
        let context = desk.context
        self.desk = desk
        self.settings = settings
        self.logger = logger
        do {
            authentication = Authentication(
                verifier: try TokenVerifier(
                    settings.tokens, secret: secret, wallClock: context.wallClock, clock: context.clock,
                    logger: logger))
        } catch {
            throw .http(error)
        }
        limit = RequestLimit(perMinute: settings.requestsPerMinute, clock: context.clock)
        let described =
            ExtractionRoutes(desk: desk, events: RunEvents(clock: context.clock, wallClock: context.wallClock)).all
            + CatalogueRoutes(desk: desk, wording: wording, logger: logger).all + AuditRoutes(desk: desk).all
            + HealthRoutes(monitor: monitor).all
        let document = OpenAPIDocument(routes: described, version: context.version).json
        routes = described + [Self.description(document)]
    }

    private static func description(_ document: JSONValue) -> APIRoute {
        APIRoute(
            method: .get, path: "/openapi.json", summary: "This description", access: .open,
            answers: [.init(200, "OpenAPI 3.1", ["type": "object"])]
        ) { (_, _) in Response(json: document) }
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter listening: told of the port once there is one.
    package func run(listening: @escaping @Sendable (_ port: Int) async -> Void) async throws(APIServerError) {
        let router = Router(context: APIContext.self)
        for route in routes { add(route, to: router) }
        refuseOtherMethods(router)
        do {
            let application = Application(
                responder: APIResponder(
                    router: router.buildResponder(), limit: limit, probes: Set(routes.filter(\.isProbe).map(\.path)),
                    logger: logger), server: try server(),
                configuration: .init(
                    address: .hostname(settings.host, port: settings.port), serverName: nil,
                    availableConnectionsDelegate: MaximumAvailableConnections(settings.connections)),
                onServerRunning: { channel in await listening(channel.localAddress?.port ?? 0) }, logger: quiet)
            try await application.run()
        } catch is CancellationError {
            return
        } catch let error as APIServerError {
            throw error
        } catch {
            throw .listening(host: settings.host, port: settings.port, "\(error)")
        }
    }

    /// Hummingbird's own lines are about connections that end; those of interest are ours.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = .critical
        return logger
    }

    private func server() throws -> HTTPServerBuilder {
        // Where one client may have all places, those for which there is none wait, as they do from many clients.
        let isShared = settings.connectionsPerClient < settings.connections
        let limit = isShared ? ConnectionLimit(settings.connectionsPerClient) : nil
        let channel = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: (limit.map { [ConnectionGate($0)] } ?? []) + [RequestGate()],
                idleTimeout: .seconds(30),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100)))
        guard let tls = settings.tls else { return channel }
        return try .tls(channel, tlsConfiguration: try TLSConfiguration(tls))
    }

    /// RFC 9110 §15.5.6: 405, and which methods there are.
    private func refuseOtherMethods(_ router: Router<APIContext>) {
        for (path, routes) in Dictionary(grouping: routes, by: \.routerPath) {
            let known = routes.flatMap { $0.takesHead ? [$0.method, .head] : [$0.method] }
            for method in Self.methods where !known.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ in
                    var problem = APIProblem(.methodNotAllowed, "the path takes other methods")
                    problem.headers[.allow] = known.map(\.rawValue).sorted().joined(separator: ", ")
                    return problem.response
                }
            }
        }
    }

    /// Those that are known at all; of others no path is asked.
    static let methods: [HTTPRequest.Method] =
        [.get, .post, .put, .patch, .delete, .options, .trace, .head] + [HTTPRequest.Method("QUERY")].compactMap { $0 }

    private func add(_ route: APIRoute, to router: Router<APIContext>) {
        for method in route.takesHead ? [route.method, .head] : [route.method] {
            router.on(RouterPath(route.routerPath), method: method) { request, context in
                var context = context
                do throws(APIProblem) {
                    return try await answer(request, &context, route)
                } catch {
                    noteRefusal(of: request, context, route, error)
                    return error.response
                }
            }
        }
    }

    private func answer(
        _ request: Request, _ context: inout APIContext, _ route: APIRoute
    ) async throws(APIProblem) -> Response {
        let identity = try await authentication.identity(request, route.access)
        context.identity = identity
        if case .roles(let roles) = route.access, identity?.roles.isDisjoint(with: roles) != false {
            throw .forbidden(roles)
        }
        return try await route.handle(request, context)
    }

    /// Who is refused tries a thing that is not theirs: whoever watches the log should see that without asking for more.
    private func noteRefusal(of request: Request, _ context: APIContext, _ route: APIRoute, _ problem: APIProblem) {
        guard problem.status == .unauthorized || problem.status == .forbidden else { return }
        logger.notice(
            "a request was refused",
            metadata: [
                "request": "\(context.id)", "method": "\(request.method.rawValue)", "route": "\(route.path)",
                "status": "\(problem.status.code)", "client": "\(context.client)", "subject": "\(context.subject)",
                "cause": "\(problem.detail)",
            ])
    }
}
