// SPDX-License-Identifier: Apache-2.0
import Agent
import Audit
import HTTPTypes
import Hummingbird
import JSON
import Posix
import Snapshot

/// What auditors check the agent's log and snapshots with.
struct AuditRoutes: Sendable {
    let desk: AgentDesk

    var all: [APIRoute] {
        let id = APIRoute.Parameter(name: "id", place: .path, summary: "The id of a snapshot", schema: APISchema.id)
        return [
            APIRoute(
                method: .get, path: "/v1/snapshots", summary: "The snapshots that are closed, and kept here",
                access: .anyRole, answers: [.init(200, "The snapshots", APISchema.list("Snapshot"))],
                problems: [503], handle: list),
            APIRoute(
                method: .get, path: "/v1/snapshots/{id}/manifest", summary: "A snapshot's manifest",
                access: .anyRole, parameters: [id],
                answers: [.init(200, "The manifest, to the byte", ["type": "object"])], problems: [404, 503]
            ) { (_, context) throws(APIProblem) in try file("manifest.json", "application/json", context) },
            APIRoute(
                method: .get, path: "/v1/snapshots/{id}/manifest.note",
                summary: "The signed note over the manifest", access: .anyRole, parameters: [id],
                answers: [.init(200, "A note, C2SP signed-note", APISchema.text, type: Response.textType)],
                problems: [404, 503]
            ) { (_, context) throws(APIProblem) in try file("manifest.note", Response.textType, context) },
            APIRoute(
                method: .get, path: "/v1/audit/checkpoint", summary: "The audit log's signed checkpoint",
                access: .roles([.auditor]),
                answers: [.init(200, "A note, C2SP tlog-checkpoint", APISchema.text, type: Response.textType)],
                problems: [404]
            ) { (_, _) throws(APIProblem) in
                try contents(
                    of: "\(desk.configuration.audit.directory)/checkpoint", Response.textType, "nothing is signed yet")
            },
            APIRoute(
                method: .get, path: "/v1/audit/entries/{index}", summary: "An entry of the audit log",
                access: .roles([.auditor]), parameters: [Self.index],
                answers: [.init(200, "The entry, to the byte", ["type": "object"])], problems: [404, 503]
            ) { (_, context) throws(APIProblem) in
                Response(bytes: try proven(context).entry, "application/json")
            },
            APIRoute(
                method: .get, path: "/v1/audit/proofs/{index}", summary: "The proof that an entry is in the log",
                access: .roles([.auditor]), parameters: [Self.index],
                answers: [.init(200, "A proof, C2SP tlog-proof", APISchema.text, type: Response.textType)],
                problems: [404, 503]
            ) { (_, context) throws(APIProblem) in
                Response(bytes: try proven(context).proof.bytes, Response.textType)
            },
        ]
    }

    private static let index = APIRoute.Parameter(
        name: "index", place: .path, summary: "The place of an entry, from 0", schema: APISchema.count)

    private func proven(_ context: APIContext) throws(APIProblem) -> (entry: [UInt8], proof: InclusionProof) {
        guard let index = context.parameters.get("index").flatMap(UInt64.init) else {
            throw APIProblem(.notFound, "there is no such entry that is signed for")
        }
        let found: (entry: [UInt8], proof: InclusionProof)?
        do {
            found = try desk.configuration.audit.log.proof(of: index)
        } catch {
            throw APIProblem(
                .serviceUnavailable, "the audit log does not hold; cloud-extractor audit verify says where")
        }
        guard let found else { throw APIProblem(.notFound, "there is no such entry that is signed for") }
        return found
    }

    private func list(_ request: Request, _ context: APIContext) async throws(APIProblem) -> Response {
        let closed: [SnapshotID]
        do {
            closed = try desk.closedSnapshots()
        } catch {
            throw APIProblem(.serviceUnavailable, "the output directory cannot be read")
        }
        return Response(json: .array(closed.map { ["id": .string($0.text)] }))
    }

    private func file(_ name: String, _ type: String, _ context: APIContext) throws(APIProblem) -> Response {
        guard let id = context.parameters.get("id").flatMap(SnapshotID.init),
            let directory = desk.configuration.transport.directory
        else { throw APIProblem(.notFound, "there is no such snapshot") }
        return try contents(of: "\(directory)/\(id)/\(name)", type, "there is no such snapshot")
    }

    private func contents(of path: String, _ type: String, _ missing: String) throws(APIProblem) -> Response {
        do {
            return Response(bytes: try FileDescriptor.contents(of: path), type)
        } catch {
            if error.isMissing { throw APIProblem(.notFound, missing) }
            throw APIProblem(.serviceUnavailable, "a file cannot be read")
        }
    }
}
