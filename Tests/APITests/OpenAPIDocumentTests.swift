// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import JSON
import Testing

@testable import API

struct OpenAPIDocumentTests {
    private static func route(
        _ path: String, _ access: APIRoute.Access, body: APIRoute.Body? = nil, problems: [Int] = []
    ) -> APIRoute {
        APIRoute(
            method: body == nil ? .get : .post, path: path, summary: "s", access: access,
            parameters: path.contains("{id}")
                ? [.init(name: "id", place: .path, summary: "p", schema: APISchema.id)] : [],
            body: body, answers: [.init(200, "a", APISchema.text, type: "text/plain")], problems: problems
        ) { (_, _) throws(APIProblem) in throw APIProblem(.notFound, "") }
    }

    private static let document = OpenAPIDocument(
        routes: [
            route("/livez", .open), route("/v1/things", .roles([.viewer, .auditor])),
            route(
                "/v1/things", .roles([.operator]), body: .init(APISchema.reference("Scope"), isRequired: false),
                problems: [409]),
            route("/v1/things/{id}/part.note", .anyRole),
        ], version: "1.2.3"
    ).json

    private func operation(_ path: String, _ method: String) throws -> JSONValue {
        try #require(Self.document["paths"]?[path]?[method])
    }

    private func statuses(_ operation: JSONValue) -> [String] {
        operation["responses"]?.object?.members.map(\.name) ?? []
    }

    @Test func `a route without a token says so`() throws {
        let operation = try operation("/livez", "get")
        #expect(operation["security"] == [])
        #expect(operation["x-roles"] == nil)
        #expect(statuses(operation) == ["200", "429"])
    }

    @Test func `a route with roles names them, and what else can come`() throws {
        let operation = try operation("/v1/things", "get")
        #expect(operation["security"] == [["token": []]])
        #expect(operation["x-roles"] == ["viewer", "auditor"])
        #expect(statuses(operation) == ["200", "400", "401", "403", "429", "503"])
        let problem = operation["responses"]?["401"]?["content"]?["application/problem+json"]?["schema"]
        #expect(problem == APISchema.reference("Problem"))
    }

    @Test func `two methods of a path stand side by side`() throws {
        let operation = try operation("/v1/things", "post")
        #expect(
            operation["requestBody"]?["content"]?["application/json"]?["schema"] == APISchema.reference("Scope"))
        #expect(statuses(operation).contains("409"))
        #expect(try self.operation("/v1/things", "get")["requestBody"] == nil)
    }

    @Test func `operations have names of their own, and parameters`() throws {
        let operation = try operation("/v1/things/{id}/part.note", "get")
        #expect(operation["operationId"] == "getThingsByIdPartNote")
        #expect(operation["parameters"]?.array?.first?["required"] == true)
        #expect(operation["parameters"]?.array?.first?["in"] == "path")
        #expect(try self.operation("/v1/things", "get")["operationId"] == "getThings")
    }

    @Test func `what is referred to is there`() {
        let schemas = Self.document["components"]?["schemas"]?.object?.members.map(\.name) ?? []
        #expect(Set(["Problem", "Scope", "Run"]).isSubset(of: schemas))
        #expect(Self.document["info"]?["version"] == "1.2.3")
    }
}
