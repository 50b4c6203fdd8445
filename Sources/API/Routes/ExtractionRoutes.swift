// SPDX-License-Identifier: Apache-2.0
import Agent
import HTTPTypes
import Hummingbird
import JSON
import Snapshot

/// Begin, list, watch and cancel runs.
struct ExtractionRoutes: Sendable {
    let desk: AgentDesk
    let events: RunEvents

    private static let id = APIRoute.Parameter(
        name: "id", place: .path, summary: "The id of a run", schema: APISchema.id)

    var all: [APIRoute] {
        [
            APIRoute(
                method: .post, path: "/v1/extractions", summary: "Begin a snapshot",
                access: .roles([.operator]), body: .init(APISchema.reference("Scope"), isRequired: false),
                answers: [.init(202, "It waits for its turn", APISchema.reference("Run"))],
                problems: [400, 409, 413, 415, 422, 503], handle: begin),
            APIRoute(
                method: .post, path: "/v1/rotations", summary: "Begin a rotation, or go on with it",
                access: .roles([.rotator]), body: .init(APISchema.reference("RotationRequest"), isRequired: true),
                answers: [.init(202, "It waits for its turn", APISchema.reference("Run"))],
                problems: [400, 409, 413, 415, 422, 503], handle: rotate),
            APIRoute(
                method: .get, path: "/v1/extractions", summary: "The runs, the newest first", access: .anyRole,
                answers: [.init(200, "The runs", APISchema.list("Run"))], handle: list),
            APIRoute(
                method: .get, path: "/v1/extractions/{id}", summary: "One run", access: .anyRole,
                parameters: [Self.id], answers: [.init(200, "The run", APISchema.reference("Run"))],
                problems: [404], handle: show),
            APIRoute(
                method: .get, path: "/v1/extractions/{id}/events",
                summary: "The run and each change of it, as server-sent events", access: .anyRole,
                parameters: [Self.id],
                answers: [
                    .init(
                        200, "Events named run; the data of each is the JSON of a Run", nil, type: RunEvents.contentType
                    )
                ],
                problems: [404, 503], handle: watch),
            APIRoute(
                method: .post, path: "/v1/extractions/{id}/cancel",
                summary: "End a run early; what a snapshot has read is kept",
                access: .roles([.operator, .rotator]), parameters: [Self.id],
                answers: [.init(202, "It ends at its next page", APISchema.reference("Run"))],
                problems: [404, 409], handle: cancel),
        ]
    }

    private func begin(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        try accept(try .snapshot(await RequestObject(request), in: desk.configuration), context)
    }

    private func rotate(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        try accept(try .rotation(await RequestObject(request), in: desk.configuration), context)
    }

    private func accept(_ work: AgentWork, _ context: APIContext) throws(APIProblem) -> Response {
        do throws(RunBook.Refusal) {
            let record = try desk.request(work, .request(subject: context.subject))
            var response = Response(json: record.json, status: .accepted)
            response.headers[.location] = "/v1/extractions/\(record.id)"
            return response
        } catch {
            throw APIProblem(error)
        }
    }

    private func list(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        Response(json: .array(desk.book.all().map(\.json)))
    }

    private func show(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        Response(json: try record(context).json)
    }

    private func watch(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        guard let changes = desk.book.follow(try id(context)) else { throw Self.noRun }
        return try events.response(changes, for: context)
    }

    private func cancel(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        let record = try record(context)
        // Whoever may begin a thing may end it.
        let needed: APIRole = if case .rotation = record.work { .rotator } else { .operator }
        guard context.identity?.roles.contains(needed) == true else { throw .forbidden([needed]) }
        guard desk.cancel(record.id, by: context.subject) else {
            throw APIProblem(.conflict, "the run has ended: \(record.state.rawValue)")
        }
        return Response(json: try self.record(context).json, status: .accepted)
    }

    private static let noRun = APIProblem(.notFound, "there is no such run")

    private func record(_ context: APIContext) throws(APIProblem) -> RunRecord {
        guard let record = desk.book.record(try id(context)) else { throw Self.noRun }
        return record
    }

    private func id(_ context: APIContext) throws(APIProblem) -> SnapshotID {
        guard let id = context.parameters.get("id").flatMap(SnapshotID.init) else { throw Self.noRun }
        return id
    }
}

extension APIProblem {
    init(_ refusal: RunBook.Refusal) {
        switch refusal {
        case .full(let count):
            self.init(.serviceUnavailable, "\(count) runs wait already")
            headers[.retryAfter] = "60"
        case .duplicate(let id):
            self.init(.conflict, "the same is waiting or running: \(id)")
            members["run"] = .string(id.text)
        case .ending: self.init(.serviceUnavailable, "the agent is ending")
        }
    }
}
