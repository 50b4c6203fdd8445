// SPDX-License-Identifier: Apache-2.0
import Agent
import HTTPTypes
import Hummingbird
import JSON
import Telemetry

/// For orchestrators and monitors, without a token.
struct HealthRoutes: Sendable {
    let monitor: AgentMonitor

    var all: [APIRoute] {
        let status = APISchema.object(["status": APISchema.text], required: ["status"])
        let health = APISchema.reference("Health")
        return [
            APIRoute(
                method: .get, path: "/livez", summary: "Whether the agent answers", access: .open,
                answers: [.init(200, "It does", status)], isProbe: true
            ) { _, _ in Response(json: ["status": "alive"]) },
            APIRoute(
                method: .get, path: "/readyz", summary: "Whether the agent takes work", access: .open,
                answers: [.init(200, "It does", status), .init(503, "It does not yet, or not any more", status)],
                isProbe: true, handle: ready),
            APIRoute(
                method: .get, path: "/health", summary: "Whether everything that a run needs is there", access: .open,
                answers: [.init(200, "It is", health), .init(503, "Something is not", health)], handle: health(_:_:)),
            APIRoute(
                method: .get, path: "/metrics", summary: "Metrics in Prometheus' text format", access: .open,
                answers: [.init(200, "The metrics", APISchema.text, type: PrometheusRegistry.contentType)],
                handle: metrics),
        ]
    }

    private func ready(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        let isReady = monitor.isReady
        return Response(
            json: ["status": isReady ? "ready" : "not ready"], status: isReady ? .ok : .serviceUnavailable)
    }

    private func health(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        let checks = await monitor.health()
        let isHealthy = checks.allSatisfy { $0.trouble == nil }
        var members = JSONObject()
        for check in checks { members[check.name] = .string(check.trouble.map { "error: \($0)" } ?? "ok") }
        return Response(
            json: ["status": isHealthy ? "healthy" : "unhealthy", "checks": .object(members)],
            status: isHealthy ? .ok : .serviceUnavailable)
    }

    private func metrics(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        Response(bytes: Array(monitor.metrics.utf8), PrometheusRegistry.contentType)
    }
}
