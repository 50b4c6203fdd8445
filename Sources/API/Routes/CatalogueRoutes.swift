// SPDX-License-Identifier: Apache-2.0
import Agent
import HTTPTypes
import Hummingbird
import JSON
import Logging
import Snapshot
import Vault

/// What the agent can do, and what it needs for it.
struct CatalogueRoutes: Sendable {
    let desk: AgentDesk
    let wording: any RunWording
    let logger: Logger

    var all: [APIRoute] {
        [
            APIRoute(
                method: .get, path: "/v1/extractors", summary: "The types that the configuration enables",
                access: .anyRole, answers: [.init(200, "The types", APISchema.list("Extractor"))]
            ) { _, _ in
                Response(
                    json: .array(
                        desk.configuration.extractorPermissions.map { type, permissions in
                            ["type": .string(type), "permissions": JSONValue(strings: permissions)]
                        }))
            },
            APIRoute(
                method: .get, path: "/v1/policies/vault/{role}", summary: "The Vault policy of a role",
                access: .anyRole,
                parameters: [
                    .init(
                        name: "role", place: .path, summary: "Who comes to Vault",
                        schema: ["enum": JSONValue(strings: VaultRole.allCases.map(\.rawValue))])
                ], answers: [.init(200, "HCL", APISchema.text, type: Response.textType)], problems: [404],
                handle: policy),
            APIRoute(
                method: .get, path: "/v1/plan", summary: "What a snapshot would do; the clouds are asked for it",
                access: .roles([.operator, .auditor]), answers: [.init(200, "The plan", ["type": "object"])],
                problems: [502, 503, 504], handle: plan),
        ]
    }

    private func policy(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        guard let role = context.parameters.get("role").flatMap({ VaultRole(rawValue: $0) }) else {
            throw APIProblem(.notFound, "there is no such role")
        }
        return Response(bytes: Array(role.policy(desk.configuration).text.utf8), Response.textType)
    }

    private func plan(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        do throws(AgentError) {
            if let plan = try await desk.plan(for: context.subject) { return Response(json: plan.json) }
        } catch {
            if case .interrupted = error {
                throw APIProblem(.gatewayTimeout, "the clouds took too long to answer; ask again later")
            }
            logger.warning("a plan could not be made", metadata: ["cause": "\(wording.problem(error).message)"])
            throw APIProblem(.badGateway, "the plan could not be made; the agent's log has more")
        }
        var problem = APIProblem(.serviceUnavailable, "a run is under way; ask again when it has ended")
        problem.headers[.retryAfter] = "60"
        throw problem
    }
}
