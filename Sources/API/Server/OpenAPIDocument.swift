// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import JSON

/// The API's own description, OpenAPI 3.1, made of the routes themselves.
struct OpenAPIDocument: Sendable {
    let routes: [APIRoute]
    let version: String

    var json: JSONValue {
        var paths = JSONObject()
        for route in routes {
            var path = JSONObject()
            if case .object(let earlier)? = paths[route.path] { path = earlier }
            path[route.method.rawValue.lowercased()] = operation(route)
            paths[route.path] = .object(path)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "cloud-extractor", "version": .string(version), "license": ["name": "Apache-2.0"],
                "summary": "Takes encrypted, signed inventories of clouds",
            ],
            "paths": .object(paths),
            "components": [
                "schemas": .object(APISchema.all),
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer", "bearerFormat": "JWT"]],
            ],
        ]
    }

    private func operation(_ route: APIRoute) -> JSONValue {
        var operation: JSONObject = ["summary": .string(route.summary), "operationId": .string(Self.name(of: route))]
        if !route.parameters.isEmpty { operation["parameters"] = .array(route.parameters.map(Self.parameter)) }
        if let body = route.body {
            operation["requestBody"] = [
                "required": .bool(body.isRequired), "content": ["application/json": ["schema": body.schema]],
            ]
        }
        var answers = JSONObject()
        for answer in route.answers {
            var content = JSONObject()
            content["schema"] = answer.schema
            answers[String(answer.status)] = [
                "description": .string(answer.summary), "content": .object([answer.type: .object(content)]),
            ]
        }
        var problems = Set(route.problems + (route.isProbe ? [] : [429]))
        if case .roles(let roles) = route.access {
            problems.formUnion([400, 401, 403, 503])
            operation["security"] = [["token": []]]
            operation["x-roles"] = JSONValue(strings: roles.map(\.rawValue))
        } else {
            operation["security"] = []
        }
        for status in problems.sorted() where answers[String(status)] == nil {
            answers[String(status)] = [
                "description": "See detail",
                "content": .object([APIProblem.contentType: ["schema": APISchema.reference("Problem")]]),
            ]
        }
        operation["responses"] = .object(answers)
        return .object(operation)
    }

    private static func parameter(_ parameter: APIRoute.Parameter) -> JSONValue {
        [
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "required": .bool(parameter.place == .path), "description": .string(parameter.summary),
            "schema": parameter.schema,
        ]
    }

    /// `getExtractionsById`
    private static func name(of route: APIRoute) -> String {
        let words = route.path.split(whereSeparator: { "/-.".contains($0) }).filter { $0 != "v1" }.map { word in
            let name = word.trimmingPrefix("{").prefix { $0 != "}" }
            return (word.hasPrefix("{") ? "By" : "") + name.prefix(1).uppercased() + name.dropFirst()
        }
        return route.method.rawValue.lowercased() + words.joined()
    }
}
